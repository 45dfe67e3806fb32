/** REST handlers: parse the request, call an action, render. */
@NullMarked
package org.esdetect.es.rest;

import org.jspecify.annotations.NullMarked;

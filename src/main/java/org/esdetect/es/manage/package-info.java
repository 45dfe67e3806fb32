/**
 * Rules as people manage them: changes of one rule, switching many, files that come in and go out.
 *
 * <p>{@link org.esdetect.es.manage.RuleChanges} creates, replaces and deletes a rule,
 * {@link org.esdetect.es.manage.RuleSwitch} enables and disables, {@link org.esdetect.es.manage.RuleImport} and
 * {@link org.esdetect.es.manage.RuleExport} exchange rules with Kibana. Everything is checked before anything is
 * written, and each rule is written whole or not at all.
 *
 * <p>Who saves a rule lends it his rights: the authentication of whoever creates, replaces or imports a rule is kept
 * with it. Switching it on or off leaves it whose it was.
 */
@NullMarked
package org.esdetect.es.manage;

import org.jspecify.annotations.NullMarked;

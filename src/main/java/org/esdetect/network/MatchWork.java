package org.esdetect.network;

/**
 * Work that was done, counted and not timed, so that tests can hold it.
 *
 * @param fieldsRead looked up in a document, present or not
 * @param charactersSearched taken into the tables of texts
 * @param leavesJudged without those whose verdict was known already
 * @param conditionsTouched judged because a witness held, or because they have none
 */
public record MatchWork(
        long events, long fieldsRead, long charactersSearched, long leavesJudged, long conditionsTouched) {}

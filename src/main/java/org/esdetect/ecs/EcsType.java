package org.esdetect.ecs;

/**
 * What a field holds, in the words of ECS, and the mapping type that stands for it on every distribution.
 *
 * <p>A distribution without x-pack has no {@code wildcard}, {@code constant_keyword}, {@code match_only_text},
 * {@code scaled_float} or {@code unsigned_long}; the nearest type that it has is used on all of them, so that an alert
 * is found by the same search everywhere.
 */
public enum EcsType {
    KEYWORD("keyword"),
    /** Long text that is matched as one value, such as a command line. */
    WILDCARD("keyword"),
    /** In an alert index many streams meet, so that the value is not constant there. */
    CONSTANT_KEYWORD("keyword"),
    /** Full text; {@code match_only_text} in ECS. */
    TEXT("text"),
    LONG("long"),
    /** Addresses: above the range of {@code long}, compared for equality. */
    UNSIGNED_LONG("keyword"),
    FLOAT("float"),
    DOUBLE("double"),
    SCALED_FLOAT("double"),
    BOOLEAN("boolean"),
    DATE("date"),
    DATE_RANGE("date_range"),
    IP("ip"),
    GEO_POINT("geo_point"),
    /** An object whose names are not known beforehand. */
    FLATTENED("flattened"),
    NESTED("nested"),
    /** An object; one of whose members the table names none is mapped as {@link #FLATTENED}. */
    OBJECT("object"),
    /** An object that is kept but not searched. */
    UNINDEXED("object");

    private final String mappingType;

    EcsType(String mappingType) {
        this.mappingType = mappingType;
    }

    /** The {@code type} of a mapping that every distribution accepts. */
    public String mappingType() {
        return mappingType;
    }
}

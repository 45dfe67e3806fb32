package org.esdetect.alert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.esdetect.ecs.EcsType;
import org.jspecify.annotations.Nullable;

/** Whether a value can be indexed in a field of some type. What Elasticsearch converts by itself, such as "80", can. */
final class FieldValues {
    private static final int LONGEST_NUMBER = 100;
    private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final Pattern POINT =
            Pattern.compile("\\s*[+-]?\\d{1,3}(\\.\\d{1,20})?\\s*,\\s*[+-]?\\d{1,3}(\\.\\d{1,20})?\\s*");

    private FieldValues() {}

    /** For a string, a number or a boolean. */
    static boolean fits(EcsType type, Object scalar) {
        return switch (type) {
            case KEYWORD, WILDCARD, CONSTANT_KEYWORD, TEXT, UNINDEXED -> true;
            case LONG -> isNumber(scalar) && isWithinLong(decimal(scalar));
            case UNSIGNED_LONG -> isNumber(scalar);
            case FLOAT, DOUBLE, SCALED_FLOAT -> isNumber(scalar) && isFinite(type, decimal(scalar));
            case BOOLEAN -> scalar instanceof Boolean || scalar.equals("true") || scalar.equals("false");
            case DATE -> Timestamps.parse(scalar).isPresent();
            case IP -> scalar instanceof String text && IpText.isAddress(text);
            case GEO_POINT -> scalar instanceof String text && isPoint(text);
            case DATE_RANGE, FLATTENED, NESTED, OBJECT -> false;
        };
    }

    /** Whether {@code object} is a point as an object: {@code {"lat": 52.1, "lon": 13.4}}. */
    static boolean isPoint(Map<?, ?> object) {
        return object.size() == 2 && isCoordinate(object.get("lat"), 90) && isCoordinate(object.get("lon"), 180);
    }

    /** Whether {@code items} are one point as a list: longitude, latitude. */
    static boolean isPoint(List<?> items) {
        return items.size() == 2 && isCoordinate(items.get(0), 180) && isCoordinate(items.get(1), 90);
    }

    private static boolean isPoint(String text) {
        if (!POINT.matcher(text).matches()) {
            return false;
        }
        int comma = text.indexOf(',');
        return isCoordinate(Double.valueOf(text.substring(0, comma).strip()), 90)
                && isCoordinate(Double.valueOf(text.substring(comma + 1).strip()), 180);
    }

    private static boolean isCoordinate(@Nullable Object value, int limit) {
        return value instanceof Number number && Math.abs(number.doubleValue()) <= limit;
    }

    private static boolean isNumber(Object scalar) {
        if (scalar instanceof Number number) {
            return Double.isFinite(number.doubleValue()) || !(number instanceof Double || number instanceof Float);
        }
        return scalar instanceof String text
                && text.length() <= LONGEST_NUMBER
                && NUMBER.matcher(text).matches();
    }

    private static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger integer ? new BigDecimal(integer) : new BigDecimal(number.toString());
    }

    private static boolean isWithinLong(BigDecimal number) {
        return number.compareTo(MIN_LONG) >= 0 && number.compareTo(MAX_LONG) <= 0;
    }

    private static boolean isFinite(EcsType type, BigDecimal number) {
        return type == EcsType.FLOAT ? Float.isFinite(number.floatValue()) : Double.isFinite(number.doubleValue());
    }
}

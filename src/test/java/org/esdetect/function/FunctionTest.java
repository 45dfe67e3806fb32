package org.esdetect.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FunctionTest {
    private static final String SOURCE = "System Idle Process";
    private static final String PLANET = "welcome to the planet";

    private static Arguments call(@Nullable Object expected, String function, @Nullable Object... arguments) {
        return Arguments.of(function, Arrays.asList(arguments), expected);
    }

    static Stream<Arguments> between() {
        return Stream.of(
                call("t", "between", SOURCE, "s", "e"),
                call("yst", "between~", SOURCE, "s", "e"),
                call("ystem Idle Proc", "between~", SOURCE, "s", "e", true),
                call("", "between", SOURCE, "q", "e"),
                call("", "between", SOURCE, "s", "q"),
                call(" to the ", "between", PLANET, "welcome", "planet"),
                call("", "between", PLANET, "welcome", "village"),
                call(" to th", "between", PLANET, "welcome", "e", false),
                call(" to the plan", "between", PLANET, "welcome", "e", true),
                call("", "between", PLANET, "welcome", "x", true),
                call(PLANET, "between", PLANET, "", "x", true),
                call(PLANET, "between", PLANET, "", "", true),
                call(PLANET, "between", PLANET, "", "", false),
                call(PLANET, "between", PLANET, "welcome", "", false),
                call("", "between", "", "a", "b"),
                call("", "between", "b a", "a", "b", true),
                call("", "between", "ab", "a", "b"),
                call("", "between", "aab", "aa", "ab", true),
                call(null, "between", PLANET, null, "planet"),
                call(null, "between", PLANET, "welcome", null),
                call(null, "between", null, "welcome", "planet"),
                call(null, "between", PLANET, "welcome", "planet", null));
    }

    static Stream<Arguments> cidrMatch() {
        return Stream.of(
                call(true, "cidrMatch", "10.6.48.157", "10.6.48.157/8"),
                call(true, "cidrMatch", "10.6.48.157", "192.168.0.0/16", "10.0.0.0/8"),
                call(false, "cidrMatch", "11.0.0.1", "192.168.0.0/16", "10.0.0.0/8"),
                call(true, "cidrMatch", "1.2.3.4", "0.0.0.0/0"),
                call(false, "cidrMatch", "::1", "0.0.0.0/0"),
                call(true, "cidrMatch", "::1", "::/127"),
                call(false, "cidrMatch", "no address", "0.0.0.0/0"),
                call(false, "cidrMatch", 5L, "0.0.0.0/0"),
                call(null, "cidrMatch", null, "0.0.0.0/0"));
    }

    static Stream<Arguments> concat() {
        return Stream.of(
                call(null, "concat", (Object) null),
                call(null, "concat", null, null, null),
                call("a", "concat", "a"),
                call("a||1||b", "concat", "a", "||", 1L, "||", "b"),
                call(null, "concat", "a", "||", null, "||", "b"),
                call("1true", "concat", 1L, true),
                call("2.5", "concat", 2.5));
    }

    static Stream<Arguments> affixes() {
        return Stream.of(
                call(true, "endsWith", "FooBarBaz", "Baz"),
                call(false, "endsWith", "FooBarBaz", "Foo"),
                call(false, "endsWith", "FooBarBaz", "baz"),
                call(true, "endsWith~", "FooBarBaz", "baz"),
                call(true, "endsWith", "FooBarBaz", ""),
                call(false, "endsWith", "Baz", "FooBaz"),
                call(null, "endsWith", null, "x"),
                call(null, "endsWith", "x", null),
                call(true, "startsWith", "FooBarBaz", "Foo"),
                call(true, "startsWith", "FooBarBaz", ""),
                call(true, "startsWith", "", ""),
                call(false, "startsWith", "FooBarBaz", "Bar"),
                call(false, "startsWith", "FooBar", "foo"),
                call(true, "startsWith~", "FooBar", "FOO"),
                call(false, "startsWith~", "FooBar", "Bar"),
                call(false, "startsWith~", "ÄB", "äb"),
                call(null, "startsWith", "FooBarBaz", null),
                call(null, "startsWith", null, "Foo"),
                call(true, "startsWith", 4688L, "46"),
                call(true, "stringContains", "FooBar", "oBa"),
                call(false, "stringContains", "FooBar", "oba"),
                call(true, "stringContains~", "FooBar", "oba"),
                call(true, "stringContains", "a*b", "a*b"),
                call(false, "stringContains", "axb", "a*b"),
                call(false, "stringContains", "FooBar", ""),
                call(false, "stringContains", "", ""),
                call(false, "stringContains", "", "x"),
                call(null, "stringContains", null, "x"),
                call(null, "stringContains", "x", null));
    }

    static Stream<Arguments> indexOf() {
        return Stream.of(
                call(null, "indexOf", null, "L"),
                call(null, "indexOf", "foobarbaz", "L"),
                call(null, "indexOf", "foobarbaz", null),
                call(null, "indexOf", null, null),
                call(1L, "indexOf", "foobarbaz", "o"),
                call(1L, "indexOf", "foobarbaz", "o", null),
                call(1L, "indexOf", "foobarbaz", "o", 0L),
                call(1L, "indexOf", "foobarbaz", "o", -5L),
                call(2L, "indexOf", "foobarbaz", "o", 2L),
                call(5L, "indexOf", "foobarbaz", "r", 2L),
                call(null, "indexOf", "foobarbaz", "O"),
                call(1L, "indexOf~", "foobarbaz", "O"),
                call(0L, "indexOf", "foo", ""),
                call(2L, "indexOf", "foo", "", 2L),
                call(3L, "indexOf", "foo", "", 99L),
                call(null, "indexOf", "foo", "o", 99L),
                call(0L, "indexOf", "foo", "", -1L),
                call(null, "indexOf", "foo", "o", Long.MAX_VALUE));
    }

    static Stream<Arguments> conversions() {
        return Stream.of(
                call(null, "length", (Object) null),
                call(0L, "length", ""),
                call(3L, "length", "foo"),
                call(2L, "length", "\uD83D\uDE00"),
                call(4L, "length", 4688L),
                call(314L, "number", "314"),
                call(3.14, "number", "3.14"),
                call(-3.14, "number", "-3.14", 10L),
                call(-314L, "number", "-314", 10L),
                call(314L, "number", "+314", 10L),
                call(-32.5, "number", "-32.5"),
                call(4919L, "number", "0x1337"),
                call(4919L, "number", "0x1337", 16L),
                call(4919L, "number", "1337", 16L),
                call(50L, "number", "0x32"),
                call(52403L, "number", "52403"),
                call(21763L, "number", "052403", 8L),
                call(12890L, "number", "52403", 7L),
                call(null, "number", "0x1", 10L),
                call(null, "number", "1.5", 16L),
                call(null, "number", "9", 8L),
                call(null, "number", "1", 1L),
                call(null, "number", "1", 99L),
                call(null, "number", "abc"),
                call(null, "number", ""),
                call(null, "number", "0x"),
                call(null, "number", "12", null),
                call(null, "number", (Object) null),
                call(9.223372036854776E18, "number", "9223372036854775808"),
                call(null, "string", (Object) null),
                call("1", "string", 1L),
                call("true", "string", true),
                call("2.1828", "string", 2.1828),
                call("hello", "string", "hello"));
    }

    static Stream<Arguments> substring() {
        return Stream.of(
                call(null, "substring", null, 5L),
                call(null, "substring", null, null),
                call("hello world", "substring", "hello world", null, null),
                call("world", "substring", "hello world", 6L, null),
                call("hello", "substring", "hello world", null, 5L),
                call("hello", "substring", "hello world", 0L, 5L),
                call("hello world", "substring", "hello world", 0L, 500L),
                call(" worl", "substring", "hello world", 5L, -1L),
                call("lo wor", "substring", "hello world", 3L, 9L),
                call("world", "substring", "hello world", -5L, null),
                call("world", "substring", "hello world", -5L, 11L),
                call("world", "substring", "hello world", -5L, 100L),
                call("hello", "substring", "hello world", -60L, 5L),
                call("world", "substring", "hello world", -5L),
                call("worl", "substring", "hello world", -5L, -1L),
                call("", "substring", "hello world", 5L, 5L),
                call("", "substring", "hello world", 7L, 3L),
                call("", "substring", "hello world", 50L),
                call("hello world", "substring", "hello world", Long.MIN_VALUE, Long.MAX_VALUE),
                call("", "substring", "", 0L, 3L));
    }

    static Stream<Arguments> arithmetic() {
        BigInteger beyond = BigInteger.TWO.pow(63);
        return Stream.of(
                call(10L, "add", 7L, 3L),
                call(4L, "subtract", 7L, 3L),
                call(21L, "multiply", 7L, 3L),
                call(21.0, "multiply", 7L, 3.0),
                call(2L, "divide", 7L, 3L),
                call(-2L, "divide", -7L, 3L),
                call(7 / 3.0, "divide", 7L, 3.0),
                call(7 / 3.0, "divide", 7.0, 3L),
                call(1L, "modulo", 7L, 3L),
                call(-1L, "modulo", -10L, 3L),
                call(4L, "modulo", 10L, -6L),
                call(0.5, "modulo", 2.5, 1L),
                call(null, "divide", 7L, 0L),
                call(null, "modulo", 7L, 0L),
                call(null, "divide", 7.0, 0.0),
                call(null, "modulo", 7.0, 0L),
                call(null, "add", Long.MAX_VALUE, 1L),
                call(null, "subtract", Long.MIN_VALUE, 1L),
                call(null, "multiply", Long.MAX_VALUE, 2L),
                call(null, "divide", Long.MIN_VALUE, -1L),
                call(0L, "modulo", Long.MIN_VALUE, -1L),
                call(null, "multiply", 1e300, 1e300),
                call(Long.MIN_VALUE, "subtract", 0L, beyond),
                call(null, "add", null, 1L),
                call(null, "add", 1L, null),
                call(8L, "add", "5", 3),
                call(null, "add", "five", 3L),
                call(null, "add", true, 3L));
    }

    @ParameterizedTest
    @MethodSource({"between", "cidrMatch", "concat", "affixes", "indexOf", "conversions", "substring", "arithmetic"})
    void apply_arguments_givesTheResult(String name, List<@Nullable Object> arguments, @Nullable Object expected) {
        boolean caseSensitive = !name.endsWith("~");
        Function function = Function.named(name.replace("~", "")).orElseThrow();

        assertThat(function.apply(arguments, caseSensitive)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void apply_onlyNulls_isNull(Function function) {
        assertThat(function.apply(Arrays.asList(new Object[function.minArguments()]), true))
                .isNull();
    }

    @ParameterizedTest
    @EnumSource
    void apply_tooFewArguments_isRefused(Function function) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.apply(Arrays.asList(new Object[function.minArguments() - 1]), true))
                .withMessageContaining(function.eqlName());
    }

    @Test
    void named_anyCase_isFound() {
        assertThat(Function.named("STARTSWITH")).contains(Function.STARTS_WITH);
        assertThat(Function.named("startswith")).contains(Function.STARTS_WITH);
        assertThat(Function.named("startsWith")).contains(Function.STARTS_WITH);
        assertThat(Function.named("arrayContains")).isEmpty();
    }

    @Test
    void hasCaseVariant_onlyOfFive() {
        assertThat(Arrays.stream(Function.values()).filter(Function::hasCaseVariant))
                .containsExactly(
                        Function.BETWEEN,
                        Function.ENDS_WITH,
                        Function.INDEX_OF,
                        Function.STARTS_WITH,
                        Function.STRING_CONTAINS);
    }
}

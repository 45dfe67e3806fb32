package org.esdetect.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of one test, in the words that a rule's author reads. */
class ReasonsTest {
    @ParameterizedTest(name = "{0} on {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            f == "cmd.exe"                | {'f': 'cmd.exe'}          | true  | f is ["cmd.exe"]
            f == "cmd.exe"                | {'f': 'calc.exe'}         | false | f is ["calc.exe"]
            f == "cmd.exe"                | {}                        | false | the event has no [f]
            f != "cmd.exe"                | {}                        | true  | the event has no [f], and what is negated needs one
            f == null                     | {}                        | true  | the event has no [f]
            f != null                     | {'f': 'x'}                | true  | f is ["x"]
            f == "cmd.exe"                | {'f': 'CMD.EXE'}          | false | f is ["CMD.EXE"]; [CMD.EXE] differs in case only; [:] ignores case
            f in ("a.exe", "cmd.exe")     | {'f': 'Cmd.exe'}          | false | f is ["Cmd.exe"]; [Cmd.exe] differs in case only; [in~] ignores case
            f like "cmd*"                 | {'f': 'CMD.EXE'}          | false | f is ["CMD.EXE"]; [CMD.EXE] differs in case only; [like~] ignores case
            startsWith(f, "cmd")          | {'f': 'CMD.EXE'}          | false | f is ["CMD.EXE"]; [CMD.EXE] differs in case only; [startsWith~] ignores case
            f regex "cmd.+"               | {'f': 'CMD.EXE'}          | false | f is ["CMD.EXE"]; [CMD.EXE] differs in case only; [regex~] ignores case
            f == "cmd*"                   | {'f': 'cmd.exe'}          | false | f is ["cmd.exe"]; [cmd.exe] would match if wildcards were read as such; they are with [:] and [like]
            f in~ ("a", "CMD*")           | {'f': 'cmd.exe'}          | false | f is ["cmd.exe"]; [cmd.exe] would match if wildcards were read as such; they are with [:] and [like]
            stringContains(f, "c*e")      | {'f': 'cmd.exe'}          | false | f is ["cmd.exe"]; [cmd.exe] would match if wildcards were read as such; they are with [:] and [like]
            f : "cmd.exe"                 | {'f': 'C:/cmd.exe'}       | false | f is ["C:/cmd.exe"]; only a part of [C:/cmd.exe] matches; the whole value is compared
            f regex "cmd"                 | {'f': 'cmd.exe'}          | false | f is ["cmd.exe"]; only a part of [cmd.exe] matches; the whole value is compared
            f : ("a", "b", "cmd*")        | {'f': 'cmd.exe'}          | true  | f is ["cmd.exe"]; item 3 of 3 of the list, [cmd*], is the one
            f : "b"                       | {'f': ['a', 'b', 'b']}    | true  | f is ["a", "b", "b"]; value 2 of 3, [b], passes; one is enough
            f != "b"                      | {'f': ['a', 'b']}         | false | f is ["a", "b"]; value 2 of 2, [b], passes; one is enough
            f not in ("x", "b")           | {'f': ['a', 'b']}         | false | f is ["a", "b"]; value 2 of 2, [b], passes; one is enough; item 2 of 2 of the list, [b], is the one
            f == 5                        | {'f': 'five'}             | false | f is ["five"]; [five] is no number
            f == 5                        | {'f': '5'}                | true  | f is ["5"]
            f == true                     | {'f': 1}                  | false | f is [1]; [1] is not true or false
            f > 5                         | {'f': 'five'}             | false | f is ["five"]; [five] has no order with [5]
            f > "100"                     | {'f': 1000}               | true  | f is [1000]
            f > "500"                     | {'f': 1000}               | false | f is [1000]; [1000] is compared as text, because the constant is text
            cidrMatch(f, "10.0.0.0/8")    | {'f': 'localhost'}        | false | f is ["localhost"]; [localhost] is no address
            cidrMatch(f, "::1/128", "10.0.0.0/8") | {'f': '10.1.1.1'} | true  | f is ["10.1.1.1"]; item 2 of 2 of the list, [10.0.0.0/8], is the one
            length(f) > 3                 | {'f': 'ab'}               | false | f is ["ab"]; [length(f)] is [2]
            length(f) > 3                 | {}                        | false | the event has no [f]; [length(f)] is [null]
            length(f) > 3                 | {'f': ['ab', 'abcd']}     | true  | f is ["ab", "abcd"]; [length(f)] is [2] for the first values
            1 == 1                        | {}                        | true  | the same for every event
            """)
    void found_saysWhatDecided(String condition, String event, boolean matched, String found) {
        Clause test = Explained.event("any where " + condition, event).parts().get(0);
        assertThat(test.matched()).isEqualTo(matched);
        assertThat(ExplanationText.found(test)).isEqualTo(found);
    }
}

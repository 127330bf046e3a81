import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text to maps, lists, strings, numbers (as text), booleans and null. Written here
 * because the JDK has none, and a library would be one more thing to install and to load
 * in a cold process.
 */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Map<?, ?> object(String text) {
        Json json = new Json(text);
        Object value = json.value();
        if (json.next() != 0) {
            throw json.wrong("the end");
        }
        if (value instanceof Map) {
            return (Map<?, ?>) value;
        }
        throw new IllegalArgumentException("this is no JSON object; write {\"…\": …}");
    }

    private Object value() {
        char first = next();
        switch (first) {
            case '{':
                return members();
            case '[':
                return items();
            case '"':
                return string();
            default:
                return bare();
        }
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            if (!members.isEmpty()) {
                expect(',');
                next();
            }
            String key = string();
            expect(':');
            members.put(key, value());
        }
        at++;
        return members;
    }

    private List<Object> items() {
        List<Object> items = new ArrayList<>();
        at++;
        while (next() != ']') {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value());
        }
        at++;
        return items;
    }

    private String string() {
        if (at >= text.length() || text.charAt(at) != '"') {
            throw wrong("a string");
        }
        int start = ++at;
        StringBuilder out = null;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                // Most strings hold no escape: they are cut out as they stand.
                String rest = text.substring(start, at - 1);
                return out == null ? rest : out.append(rest).toString();
            }
            if (c == '\\') {
                out = out == null ? new StringBuilder() : out;
                out.append(text, start, at - 1).append(escape());
                start = at;
            }
        }
        throw wrong("the end of a string");
    }

    private char escape() {
        char c = at < text.length() ? text.charAt(at++) : 0;
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        if (c == 'u' && at + 4 <= text.length()) {
            try {
                char unit = (char) Integer.parseInt(text.substring(at, at + 4), 16);
                at += 4;
                return unit;
            } catch (NumberFormatException error) {
                throw wrong("four hexadecimal digits");
            }
        }
        throw wrong("an escape");
    }

    private Object bare() {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        switch (word) {
            case "null":
                return null;
            case "true":
            case "false":
                return Boolean.valueOf(word);
            default:
                if (word.matches("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
                    return new Number(word);
                }
                at = start;
                throw wrong("a value");
        }
    }

    /** A number as it is written, so that a numeric id stays what it is. */
    static final class Number {
        final String text;

        Number(String text) {
            this.text = text;
        }
    }

    private char next() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw wrong("'" + wanted + "'");
        }
        at++;
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(
                "this is no JSON: " + wanted + " was expected at character " + (at + 1));
    }
}

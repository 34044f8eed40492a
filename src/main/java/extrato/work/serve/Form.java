package extrato.work.serve;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a page's form sent. */
record Form(Map<String, String> fields) {
  Form {
    fields = Map.copyOf(fields);
  }

  static Form of(String body) throws RefusedRequest {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0
          && fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)))
              != null) {
        throw RefusedRequest.badRequest("a field is given twice");
      }
    }
    return new Form(fields);
  }

  private static String decoded(String text) throws RefusedRequest {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw RefusedRequest.badRequest("the form cannot be read");
    }
  }

  String of(String name, String otherwise) {
    return fields.getOrDefault(name, otherwise);
  }
}

"""A clinic's own subgraph in Python's standard library alone: python3 test/outside-agencies/clinic.py [port]

It answers the two operations of a federated subgraph by hand: `_service { sdl }` and `_entities`.
"""
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SDL = '''
extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
scalar PartialDate
enum Assertion { FACT OPINION COMBINATION }
type Subject @key(fields: "handle") {
  handle: ID!
  name: String
  health(from: PartialDate, to: PartialDate): [Statement!]
}
type Addendum { recordedOn: PartialDate text: String! }
type Statement {
  handle: ID! assertion: Assertion! addenda: [Addendum!]!
  kind: String code: String codeSystem: String description: String narrative: String
  status: String service: String from: PartialDate to: PartialDate
}
'''

PATIENTS = {
    "patient-3c9e5a7710f24b68": {
        "name": "Sam Testpatient",
        "health": [
            {"handle": "visit-84d1f0a2b6c94e37", "assertion": "FACT", "addenda": [], "kind": "visit",
             "description": "Routine hearing test", "service": "Audiology", "from": "2022-05-11", "to": "2022-05-11"},
            {"handle": "note-1b57e9c3d0a84f26", "assertion": "OPINION", "addenda": [], "kind": "note",
             "narrative": "Seemed anxious in the waiting room.", "from": "2024-02"},
        ],
    }
}


def tokens(query):
    return re.findall(r'\.\.\.|[{}()\[\]:$!,]|"[^"]*"|[^\s{}()\[\]:$!,]+', query)


def selection(words):
    """The names of a selection set with what is below each; `words` stands after its opening brace."""
    fields, last = {}, None
    while words and words[0] != "}":
        word = words.pop(0)
        if word == "{":
            fields[last] = selection(words)
        elif word == "(":
            while words.pop(0) != ")":
                pass
        elif word == "...":
            words.pop(0), words.pop(0), words.pop(0)  # on Subject {
            fields.update(selection(words))
        elif word != ",":
            fields[last := word] = {}
    words.pop(0)
    return fields


def outside(statement, start, end):
    def fill(date, rest):
        return date + rest[len(date) - 4:]
    late = statement.get("from") and end and fill(statement["from"], "-01-01") > fill(end, "-12-31")
    early = statement.get("to") and start and fill(statement["to"], "-12-31") < fill(start, "-01-01")
    return late or early


def picked(value, below):
    if isinstance(value, list):
        return [picked(one, below) for one in value]
    return {name: picked(value.get(name), under) for name, under in below.items()} if below and value else value


def answer(query, variables):
    words = tokens(query)
    while words and words.pop(0) != "{":
        pass
    asked = selection(words)
    if list(asked) == ["_service"]:
        return {"_service": {"sdl": SDL}}
    if list(asked) != ["_entities"] or set(asked["_entities"]) - {"handle", "name", "health", "__typename"}:
        raise ValueError
    entities = []
    for reference in next(iter(v for v in variables.values() if isinstance(v, list)), []):
        patient = PATIENTS.get(reference.get("handle"))
        if patient is None:
            entities.append(None)
            continue
        start, end = variables.get("from"), variables.get("to")
        health = [one for one in patient["health"] if not outside(one, start, end)]
        record = {"handle": reference["handle"], "__typename": "Subject", **patient, "health": health}
        entities.append(picked(record, asked["_entities"]))
    return {"_entities": entities}


class Clinic(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        try:
            sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
            body = {"data": answer(sent["query"], sent.get("variables") or {})}
        except Exception:
            body = {"errors": [{"message": "The clinic could not answer."}]}
        text = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if len(sys.argv) > 1 else 4202), Clinic)
    print(f"http://127.0.0.1:{server.server_port}/graphql", flush=True)
    server.serve_forever()

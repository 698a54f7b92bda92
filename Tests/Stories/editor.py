"""An editor with SourceKit-LSP, as far as a story needs one."""

import json
import select
import subprocess
import time

from terminal import Failed


class Editor:
    def __init__(self, folder, environment):
        self.server = subprocess.Popen(
            ["sourcekit-lsp"], cwd=folder, env=environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.number = 0
        self.ask("initialize", {
            "processId": None, "rootUri": folder.as_uri(),
            "capabilities": {"textDocument": {"hover": {"contentFormat": ["markdown"]}}},
        })
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.server.stdin.flush()

    def tell(self, method, parameters):
        self.send({"method": method, "params": parameters})

    def receive(self, seconds):
        end = time.monotonic() + seconds
        length = None
        while True:
            if not select.select([self.server.stdout], [], [], max(0, end - time.monotonic()))[0]:
                raise Failed("sourcekit-lsp did not answer")
            line = self.server.stdout.readline().strip()
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            elif not line and length is not None:
                return json.loads(self.server.stdout.read(length))
            elif not line and self.server.poll() is not None:
                raise Failed("sourcekit-lsp ended")

    def ask(self, method, parameters, seconds=120):
        self.number += 1
        self.send({"id": self.number, "method": method, "params": parameters})
        end = time.monotonic() + seconds
        while True:
            message = self.receive(end - time.monotonic())
            if message.get("id") == self.number and "method" not in message:
                if "error" in message:
                    raise Failed(f"{method}: {message['error']['message']}")
                return message["result"]
            if "id" in message and "method" in message:
                self.send({"id": message["id"], "result": None})

    def open(self, file, text):
        self.tell("textDocument/didOpen", {"textDocument": {
            "uri": file.as_uri(), "languageId": "swift", "version": 1, "text": text}})

    def at(self, file, line, column):
        return {"textDocument": {"uri": file.as_uri()}, "position": {"line": line, "character": column}}

    def close(self):
        self.server.kill()
        self.server.wait()

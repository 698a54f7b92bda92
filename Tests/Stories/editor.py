"""An editor with SourceKit-LSP, as far as a story needs one."""

import json
import os
import re
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
        self.waiting = b""
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
        pipe = self.server.stdout.fileno()
        while True:
            # One read may bring several messages; what is already here must not be waited for.
            head, mark, rest = self.waiting.partition(b"\r\n\r\n")
            if mark:
                length = int(re.search(rb"content-length: *(\d+)", head, re.IGNORECASE)[1])
                if len(rest) >= length:
                    self.waiting = rest[length:]
                    return json.loads(rest[:length])
            if not select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
                raise Failed("sourcekit-lsp did not answer")
            got = os.read(pipe, 1 << 16)
            if not got:
                raise Failed("sourcekit-lsp ended")
            self.waiting += got

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

"""Reports and downloads: a file is there whole, or as it was before, or not at all."""

import hashlib
import http.server
import pathlib
import subprocess
import sys
import threading
import time

from victims import Victim

ROOT = pathlib.Path(__file__).resolve().parent.parent
BEFORE = b"written by somebody before\n"
CHUNK = 1 << 16


def many_runs(folder, count):
    """Stored runs, enough for a report that takes a while."""
    source = next((ROOT / "results").glob("mnistnet-mnistnet1-vector-s1-*"))
    script = ROOT / "benchmarks" / "stored-runs.py"
    subprocess.run([sys.executable, script, source, folder, str(count), "5"], check=True)
    return folder


def checksums(folder):
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


class Report(Victim):
    """A page of stored runs, written over a file that was there before."""

    def __init__(self, runner, runs, out, counts):
        out.mkdir()
        self.page = out / "page.html"
        self.page.write_bytes(BEFORE)
        super().__init__(
            [runner, "report", runs, "--format", "html", "--output", self.page], out, counts
        )

    def look_after_kill(self):
        self.counts["files looked at after a kill"] += 1
        content = self.page.read_bytes()
        if content != BEFORE and not content.rstrip().endswith(b"</html>"):
            self.counts["half-written files"] += 1
            print(f"HALF: {self.page} has {len(content)} bytes", flush=True)

    def ending(self):
        return checksums(self.out)


class Mirror(http.server.ThreadingHTTPServer):
    """Serves a folder, slowly enough to be interrupted, and from any byte on."""

    daemon_threads = True

    def __init__(self, folder, seconds):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                content = (folder / pathlib.Path(self.path).name).read_bytes()
                start = int(self.headers.get("Range", "bytes=0-")[len("bytes=") :].rstrip("-"))
                self.send_response(206 if start else 200)
                if start:
                    end = len(content) - 1
                    self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
                self.send_header("Content-Length", str(len(content) - start))
                self.end_headers()
                for at in range(start, len(content), CHUNK):
                    time.sleep(seconds * CHUNK / total)
                    try:
                        self.wfile.write(content[at : at + CHUNK])
                    except OSError:
                        return

            def log_message(self, *_):
                """Says nothing."""

        total = sum(p.stat().st_size for p in folder.iterdir())
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def address(self):
        return f"http://127.0.0.1:{self.server_port}/"


class Fetch(Victim):
    """A download into an empty folder."""

    def __init__(self, runner, mirror, genuine, out, counts):
        out.mkdir()
        self.genuine = checksums(genuine)
        command = [runner, "data", "fetch", "mnist", "--mirror", mirror, "--data-dir", out]
        super().__init__(command, out, counts)

    def look_after_kill(self):
        for path, found in checksums(self.out).items():
            name = pathlib.Path(path).name
            if name in self.genuine:
                self.counts["files looked at after a kill"] += 1
                if found != self.genuine[name]:
                    self.counts["half-written files"] += 1
                    print(f"HALF: {path}", flush=True)

    def ending(self):
        return checksums(self.out)

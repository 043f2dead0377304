/**
 * The service's stand-in on the node: a server on loopback that appends each call which changes something to a file on the
 * shared folder, and acknowledges it once that is on the disk. What is only read is answered by `Answers`.
 */
export const spoolPython: string = String.raw`
class Spool(object):
    """Lines of JSON, one a call, in the order in which they were acknowledged."""

    def __init__(self, folder, name):
        self.folder = folder
        self.lock = threading.Lock()
        os.makedirs(folder, mode=0o700, exist_ok=True)
        self.file = os.open(os.path.join(folder, name), os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self.count = 0

    def append(self, record):
        with self.lock:
            line = json.dumps(dict(record, n=self.count, time=time.time())).encode() + b"\n"
            size = os.fstat(self.file).st_size
            try:
                rest = memoryview(line)
                while rest:
                    rest = rest[os.write(self.file, rest):]
                os.fsync(self.file)
            except OSError:
                # What is not acknowledged does not stay: the caller may send it again.
                os.ftruncate(self.file, size)
                raise
            self.count += 1

    def keep(self, body):
        """Puts a body into a file of its own, whose name goes into the line."""
        name = uuid.uuid4().hex
        with open(os.open(os.path.join(self.folder, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            shutil.copyfileobj(body, file)
            file.flush()
            os.fsync(file.fileno())
        return name


class SpoolServer(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, spool, token):
        http.server.HTTPServer.__init__(self, ("127.0.0.1", 0), SpoolHandler)
        self.spool = spool
        self.answers = None
        self.token = token
        self.address = "http://127.0.0.1:%d" % self.server_address[1]

    def server_bind(self):
        # Without a look for the machine's name, which can take long where no name service answers.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request, client_address):
        pass


class SpoolHandler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # A client that waits for the rest of an answer would wait for a timer of the system's.
    disable_nagle_algorithm = True
    timeout = 300

    def handle_call(self):
        try:
            with self.read_body() as body:
                status, answer = self.answer_to(body)
        except Refused as refused:
            status, answer = refused.status, failure(str(refused))
        except OSError as error:
            status, answer = 503, failure("The call could not be kept: %s" % error)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            status, answer = 400, failure("The call is not understood: %s" % error)
        content = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = handle_call

    def answer_to(self, body):
        server = self.server
        path, _, query = self.path.partition("?")
        if path.split("/")[1:2] != ["discovery"]:
            given = self.headers.get("Authorization", "")
            if not hmac.compare_digest(given.encode(), ("Bearer " + server.token).encode()):
                raise Refused(401, "The token is not that of this trial.")
        call = Call(self.command, path, query, body)
        answer = server.answers.to(call)
        if call.is_kept:
            record = {"method": call.method, "path": self.path, "type": self.headers.get("Content-Type")}
            if call.chosen_id is not None:
                record["id"] = call.chosen_id
            if call.is_file:
                record["file"] = server.spool.keep(call.rewound())
            elif call.text() != "":
                record["body"] = call.text()
            server.spool.append(record)
            server.answers.remember(call)
        return 200, answer

    def read_body(self):
        body = tempfile.SpooledTemporaryFile(max_size=1 << 20)
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            while True:
                size = int(self.rfile.readline(1000).split(b";")[0], 16)
                if size == 0:
                    break
                self.copy(size, body)
                self.rfile.readline(10)
            while self.rfile.readline(10000).strip() != b"":
                pass
        else:
            self.copy(int(self.headers.get("Content-Length") or 0), body)
        return body

    def copy(self, size, body):
        while size > 0:
            part = self.rfile.read(min(size, 1 << 16))
            if not part:
                self.close_connection = True
                raise Refused(400, "The body ends too early.")
            body.write(part)
            size -= len(part)

    def log_message(self, *args):
        pass
`;

import { refusedExitCode } from '../launch/batch-script.js';

/** The course of a launch on its node: claim it, run the command, end what it left, and write down how it ended. */
export const launchPython: string = String.raw`
# What a batch script exits with whose launch was withdrawn, or is another attempt's. It is no trial's exit code.
REFUSED = ${refusedExitCode}


def refused(why):
    sys.stderr.write(why + "\n")
    return REFUSED


class Ending(object):
    """Whether the trial is to be ended: by a signal, or by a file that the service makes."""

    def __init__(self, place):
        self.place = place
        self.is_signaled = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.note)

    def note(self, *_):
        self.is_signaled = True

    def is_asked_for(self):
        return self.is_signaled or os.path.exists(self.place)


def touch(place):
    try:
        with open(os.open(place, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(repr(time.time()))
    except OSError:
        pass


def environment_of(launch, address):
    """What the node has, and over it what the launch brings, with the stand-in's address in place of the service's."""
    environment = dict(os.environ)
    service = launch["serviceAddress"]
    for name, value in launch["environment"].items():
        is_address = (value + "/").startswith(service + "/")
        environment[name] = address + value[len(service):] if is_address else value
    # Where a site sends its requests through a proxy, those to this machine stay here.
    direct = [environment.get("no_proxy") or environment.get("NO_PROXY"), "127.0.0.1"]
    environment["no_proxy"] = environment["NO_PROXY"] = ",".join(filter(None, direct))
    if launch.get("pythonPath"):
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [launch["pythonPath"], environment.get("PYTHONPATH")]))
    if shutil.which("python", path=environment.get("PATH")) is None:
        environment["PATH"] = os.pathsep.join(filter(None, [environment.get("PATH"), launch["programs"]]))
    environment[MARK] = launch["mark"]
    return environment


def run_command(launch, base, address, ending):
    child = subprocess.Popen(
        ["/bin/sh", "-c", launch["script"]], cwd=launch["workFolder"], env=environment_of(launch, address),
        stdin=subprocess.DEVNULL, start_new_session=True)
    ended = threading.Event()
    threading.Thread(target=lambda: (child.wait(), ended.set()), daemon=True).start()
    touch(base + ".alive")
    beaten = time.monotonic()
    while not ended.wait(0.25):
        if time.monotonic() - beaten >= launch["beatSeconds"]:
            beaten = time.monotonic()
            touch(base + ".alive")
        if ending.is_asked_for():
            end_processes(launch["mark"], launch["graceSeconds"])
            ended.wait()
    end_processes(launch["mark"], launch["graceSeconds"])
    code = child.returncode
    return code if code >= 0 else 128 - code


def write_exit(base, code):
    """Where the disk is full it waits for room, a day at most: a trial that has ended well must not be lost for it."""
    for _ in range(86400):
        try:
            draft = base + ".exit.draft"
            with open(draft, "w") as file:
                file.write("%d\n" % code)
                file.flush()
                os.fsync(file.fileno())
            os.rename(draft, base + ".exit")
            return
        except OSError as error:
            if not os.path.isdir(os.path.dirname(base)):
                return
            sys.stderr.write("The exit code could not be written yet: %s\n" % error)
            time.sleep(1)


def main(place):
    os.umask(0o077)
    base = place[:-len(".json")]
    withdrawn = "This start was withdrawn, or another one has it: nothing is run."
    try:
        with open(place, encoding="utf-8") as file:
            launch = json.loads(file.read())
    except FileNotFoundError:
        return refused("Nothing is run: %s was removed, since this start is over, or this node does not see it." % place)
    # First, since what a launch that is over leaves behind may be on its way out.
    if os.path.exists(base + ".claim"):
        return refused(withdrawn)
    if not os.path.isdir(launch["workFolder"]):
        sys.stderr.write("The node %s does not see %s.\n" % (socket.gethostname(), launch["workFolder"]))
        return 1
    ending = Ending(base + ".end")
    record = {"attempt": uuid.uuid4().hex, "job": os.environ.get("SLURM_JOB_ID"), "node": socket.gethostname(),
              "restarts": os.environ.get("SLURM_RESTART_COUNT", "0"), "pid": os.getpid()}
    if not claim(base, record):
        return refused(withdrawn)
    if ending.is_asked_for():
        write_exit(base, 128 + signal.SIGTERM)
        return 128 + signal.SIGTERM
    spool = Spool(launch["spoolFolder"], launch["launch"] + ".ndjson")
    server = SpoolServer(spool, launch["token"])
    given = json.dumps(launch["answers"]).replace(launch["serviceAddress"], server.address)
    server.answers = Answers(json.loads(given))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    code = run_command(launch, base, server.address, ending)
    write_exit(base, code)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
`;

/** Ends all processes of a trial, wherever they went: those that carry its mark in their environment. */
export const processesPython: string = String.raw`
MARK = "HYPERDRIVE_TRIAL"


def marked_processes(mark):
    wanted = b"\0" + (MARK + "=" + mark).encode() + b"\0"
    found = []
    for name in os.listdir("/proc"):
        if not name.isdigit() or int(name) == os.getpid():
            continue
        try:
            with open("/proc/%s/environ" % name, "rb") as file:
                environment = b"\0" + file.read()
            with open("/proc/%s/stat" % name, "rb") as file:
                state = file.read().rsplit(b")", 1)[1].split()[0]
        except (OSError, IndexError):
            continue
        if wanted in environment and state not in (b"Z", b"X"):
            found.append(int(name))
    return found


def signal_all(processes, number):
    for process in processes:
        try:
            os.kill(process, number)
        except OSError:
            pass


def end_processes(mark, grace):
    """SIGTERM, and SIGKILL for what is left after the grace time, for as long as that brings anything."""
    signal_all(marked_processes(mark), signal.SIGTERM)
    deadline = time.monotonic() + grace
    while True:
        left = marked_processes(mark)
        now = time.monotonic()
        if not left or now > deadline + 10:
            return
        if now >= deadline:
            signal_all(left, signal.SIGKILL)
        time.sleep(0.05)
`;

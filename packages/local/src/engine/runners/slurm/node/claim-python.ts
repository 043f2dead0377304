/**
 * Claims a launch for this attempt: a file that can be made only once, as `claim-file.ts` reads it. The first attempt has
 * it; one that comes later, or after the launch was withdrawn, is refused.
 */
export const claimPython: string = String.raw`
def claim(base, record):
    """Whether this attempt may run the command. Raises OSError where nobody can tell."""
    place = base + ".claim"
    draft = "%s.%s" % (place, record["attempt"])
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(json.dumps(record) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        try:
            # A link exists whole or not at all, and never replaces what exists.
            os.link(draft, place)
            return True
        except FileExistsError:
            # A network file system may repeat a request whose answer was lost: the link is ours all the same then.
            return os.stat(draft).st_nlink == 2
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
                raise
        return claim_without_links(place, record)
    finally:
        os.unlink(draft)


def claim_without_links(place, record):
    try:
        file = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with open(file, "w") as claimed:
        claimed.write(json.dumps(record) + "\n")
        claimed.flush()
        os.fsync(claimed.fileno())
    return True
`;

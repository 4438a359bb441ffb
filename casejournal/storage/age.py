"""Files sealed for an age key (age-encryption.org/v1), by the library pyrage where it is installed."""

from collections.abc import Callable, Iterable

from casejournal.errors import NotValid
from casejournal.storage.disk import Built
from casejournal.storage.refusals import AgeMissing
from casejournal.words import N_


def sealer(recipient: str) -> Callable[[Iterable[bytes], Built], None]:
    """What seals a content for that public key (`age1…`). Raises AgeMissing, or NotValid for what is no such key."""
    try:
        import pyrage  # lazy: few files are sealed so, and not everybody has it
    except ImportError as error:
        raise AgeMissing from error
    try:
        key = pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        problem = N_("say passphrase, or give a public key that begins with age1")
        raise NotValid(field="--seal", problem=problem) from error

    def seal(content: Iterable[bytes], file: Built) -> None:
        between = _Between(content, file)
        try:
            pyrage.encrypt_io(between, between, [key])
        except pyrage.EncryptError:
            if between.failed:  # what happened on the way: a full disk, Ctrl-C
                raise between.failed from None
            raise

    return seal


class _Between:
    """Content that comes in pieces, to be read like a file; and the file that is written. What fails is kept."""

    def __init__(self, content: Iterable[bytes], file: Built) -> None:
        self.failed: BaseException | None = None
        self._pieces = iter(content)
        self._waiting = b""
        self._file = file

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        try:
            while not self._waiting:
                self._waiting = next(self._pieces)
        except StopIteration:
            return b""
        except BaseException as failure:
            self.failed = failure
            raise
        given, self._waiting = self._waiting[:size], self._waiting[size:]
        return given

    def write(self, data: bytes) -> int:
        """Add `data` to the file, and return its length."""
        try:
            return self._file.write(data)
        except OSError as failure:
            self.failed = failure
            raise

    def flush(self) -> None:
        """Do nothing; the file is written out at the end."""

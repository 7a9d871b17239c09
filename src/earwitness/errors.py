"""Every error that earwitness raises on purpose, drawn once:

EarwitnessError                 exit 3   it cannot be done
├── UsageError                  exit 2   what was asked makes no sense: another call would
│   └── ConflictError           exit 2   … any more: somebody changed it meanwhile
├── MediaError                  exit 3   the file is no recording that can be read
│   └── NoSoundError            exit 3   … it can be read, and holds no sound
├── ArticleError                exit 3   the article cannot be read
├── FetchError                  exit 3   nothing comes from an address, or it is one that is not asked
├── ModelError                  exit 3   no such model, or not the one it should be
│   └── NotInstalledError       exit 3   … it comes with an extra that is not installed
├── CaseError                   exit 3   the case cannot be opened or written
│   ├── CaseLockedError         exit 3   … another process is writing to it
│   ├── NewerCaseError          exit 3   … a later earwitness wrote it
│   └── BagError                exit 3   … a bag is not what it should be
├── FixityError                 exit 3   bytes are not the bytes that were stored
├── LedgerError                 exit 3   the chain of events is broken
├── SigningError                exit 3   the key that signs cannot be used
│   └── PassphraseError         exit 3   … its passphrase is wanted
├── CredentialsError            exit 3   content credentials cannot be signed or read
├── SealError                   exit 3   a sealed case cannot be opened
├── TimestampError              exit 3   no time stamp came, or none that can be believed
└── RecordError                 exit 3   a record was read that does not make sense

Each carries one sentence that says what is wrong and, where somebody can do something, one that says what. What
can reach the page of review has a code as well, by which the page says it in its reader's language.
"""

from __future__ import annotations


class EarwitnessError(Exception):
    """The root: `message` says what is wrong, `advice` what to do next.

    `code` names both for who says it in another language, and `about` is what stands in them.

    >>> print(EarwitnessError("The disk is full.", advice="Free some space and run the same command again."))
    The disk is full. Free some space and run the same command again.
    """

    exit_code = 3

    def __init__(
        self, message: str, *, advice: str | None = None, code: str | None = None, **about: str | int
    ) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.code = code
        self.about = about

    def __str__(self) -> str:
        return f"{self.message} {self.advice}" if self.advice else self.message


class UsageError(EarwitnessError):
    """What was asked for makes no sense; asking differently would."""

    exit_code = 2


class ConflictError(UsageError):
    """What a change was made on is not there any more: somebody changed it meanwhile."""


class MediaError(EarwitnessError):
    """The file is no recording that can be read."""


class NoSoundError(MediaError):
    """The file can be read and holds no sound."""


class ArticleError(EarwitnessError):
    """The file or page is no article that can be read."""


class FetchError(EarwitnessError):
    """An address answers nothing that can be taken, or is one that is not asked at all."""


class ModelError(EarwitnessError):
    """There is no such model, or its files are not what they should be."""


class NotInstalledError(ModelError):
    """The model comes with an extra of the package that is not installed."""


class CaseError(EarwitnessError):
    """The case cannot be opened, read or written."""


class CaseLockedError(CaseError):
    """Another process is writing to the case."""


class NewerCaseError(CaseError):
    """A later version of earwitness wrote the case."""


class BagError(CaseError):
    """A bag cannot be taken for a case that was handed on: nothing of it is kept."""


class FixityError(EarwitnessError):
    """Bytes in the store are not the bytes that were put there."""


class LedgerError(EarwitnessError):
    """The chain of events is broken."""


class SigningError(EarwitnessError):
    """The key by which a person signs cannot be read, made or used."""


class PassphraseError(SigningError):
    """The key is there, and its passphrase is not, or is another one."""


class CredentialsError(EarwitnessError):
    """Content credentials cannot be signed by this certificate, or read from this file."""


class SealError(EarwitnessError):
    """A sealed case cannot be opened by this key, or is not whole."""


class TimestampError(EarwitnessError):
    """The authority gave no time stamp, or none that can be believed."""


class RecordError(EarwitnessError):
    """A record was read that does not make sense."""

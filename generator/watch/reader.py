"""The thread that reads the events of the Linux kernel (inotify), on top of watchdog's.

watchdog's observers are not used: they watch ignored folders too, tell of every read, hold an event back
for half a second after a file was moved out, and say nothing when events were lost or when the watches of
subfolders could not be had. Its `InotifyFD` gives each event to the folder that it belongs to, and
`events.py` keeps the folders.
"""

from __future__ import annotations

from collections.abc import Callable

from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, InotifyFD, Mask

EVENTS = Mask(
    InotifyConstants.IN_MODIFY
    | InotifyConstants.IN_ATTRIB
    | InotifyConstants.IN_CLOSE_WRITE
    | InotifyConstants.IN_MOVE
    | InotifyConstants.IN_CREATE
    | InotifyConstants.IN_DELETE
    | InotifyConstants.IN_DELETE_SELF
    | InotifyConstants.IN_MOVE_SELF
    | InotifyConstants.IN_ONLYDIR
)
"""Reading a file is not among them: a build must not wake the watch that started it."""


class Reader(InotifyFD):
    """Tells when events were lost, and when it ends by a fault."""

    def __init__(self, lost: Callable[[], None], failed: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._lost = lost
        self._failed = failed

    def run(self) -> None:
        try:
            super().run()
        except Exception as error:
            # Whatever it is, somebody must hear of it, or the watch were dead and silent.
            self._failed(error)

    def handle_event(self, event: InotifyEvent) -> None:
        if event.is_queue_overflow:
            self._lost()  # watchdog would write an English line into the terminal
        else:
            super().handle_event(event)

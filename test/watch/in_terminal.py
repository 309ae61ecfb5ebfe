"""Runs a command in a pseudo-terminal: in_terminal.py ROWS COLUMNS COMMAND...

What it prints goes to standard output, standard input is typed. Ends with its exit code, and says on
standard error whether the terminal was given back as it was.
"""

import fcntl
import os
import pty
import select
import struct
import sys
import termios

rows, columns, *command = sys.argv[1:]
master, slave = pty.openpty()
fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", int(rows), int(columns), 0, 0))
before = termios.tcgetattr(slave)
child = os.fork()
if child == 0:
    os.setsid()
    fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(slave, stream)
    os.execvp(command[0], command)
os.write(2, b"pid %d\n" % child)

sources = [master, 0]
code = None
while True:
    ready, _, _ = select.select(sources, [], [], 0.05)
    if master in ready:
        os.write(1, os.read(master, 65536))
    if 0 in ready:
        text = os.read(0, 4096)
        if text == b"":
            sources.remove(0)
        os.write(master, text)
    if code is None:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
    elif master not in ready:
        break
same = termios.tcgetattr(slave)[:4] == before[:4]
os.write(2, b"terminal restored\n" if same else b"terminal left as it was not\n")
sys.exit(code if code >= 0 else 128 - code)

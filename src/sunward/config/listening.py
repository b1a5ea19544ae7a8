"""Whether a server can listen where it is told to, asked before anything is built, migrated or started.

The web server itself shares a port with whoever has it (SO_REUSEPORT): two sites would answer in turn, and neither
would say so.
"""

import errno
import socket
import sys
from ipaddress import ip_address

PORTS = range(1, 65536)


def trouble(host: str, port: int, workers: int = 1) -> str:
    """One line that says what is wrong and what is accepted; empty when a server can listen there."""
    if workers < 1:
        return f"--workers {workers}：请写 1 或更大的数。Write a number from 1 upwards."
    if port not in PORTS:
        return f"--port {port}：端口是 1 到 65535 的数。A port is a number from 1 to 65535."
    try:
        address = ip_address(host)
    except ValueError:
        return f"--host {host}：请写 IP 地址，如 127.0.0.1。Write an IP address, such as 127.0.0.1 or 0.0.0.0."
    return _bound(socket.AF_INET6 if address.version == 6 else socket.AF_INET, host, port)


def _bound(family: socket.AddressFamily, host: str, port: int) -> str:
    """Take the port for a moment, sharing it with nobody."""
    with socket.socket(family, socket.SOCK_STREAM) as taken:
        # On Windows this option shares a port; elsewhere it only passes over connections that are closing.
        if sys.platform != "win32":
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind((host, port))
        except OSError as problem:
            return _said(problem, host, port)
    return ""


def _said(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return (
            f"--port {port}：这个端口已被别的程序占用，请换一个，如 --port {_other(port)}。"
            f"Another program has this port; choose another, such as --port {_other(port)}."
        )
    if problem.errno == errno.EACCES:
        return f"--port {port}：没有权限，请用 1024 以上的端口。Not allowed; choose a port from 1024 upwards."
    return f"--host {host} --port {port}：无法使用。Cannot be used: {problem.strerror}."


def _other(port: int) -> int:
    return port + 1 if port + 1 in PORTS else port - 1

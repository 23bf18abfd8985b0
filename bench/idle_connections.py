#!/usr/bin/env python3
"""Opens kept-alive connections that ask once and stay idle, then times a new one.

    bench/idle_connections.py http://127.0.0.1:8080 256
"""
import socket
import sys
import time
from urllib.parse import urlsplit


def answer(connection):
    """Milliseconds until the whole answer is there, and its status."""
    begin = time.perf_counter()
    host = "%s:%d" % connection.getpeername()
    connection.sendall(f"GET /api/v1/search?q=customer+orders HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        piece = connection.recv(1 << 16)
        if not piece:
            return (time.perf_counter() - begin) * 1000, "closed"
        received += piece
    head, body = received.split(b"\r\n\r\n", 1)
    length = int(next(line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")))
    while len(body) < length:
        body += connection.recv(1 << 16)
    return (time.perf_counter() - begin) * 1000, head.split()[1].decode()


def connect(place):
    connection = socket.create_connection(place, timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def main():
    parts = urlsplit(sys.argv[1])
    place, count = (parts.hostname, parts.port), int(sys.argv[2])
    with connect(place) as first:
        answer(first)
        alone = min(answer(first)[0] for _ in range(5))
    idle, refused = [], 0
    for _ in range(count):
        connection = connect(place)
        took, status = answer(connection)
        refused += status != "200"
        idle.append(connection)
    begin = time.perf_counter()
    with connect(place) as last:
        took, status = answer(last)
    print(f"{count} connections asked once and stay idle ({refused} of them not answered with 200): the next one has its "
          f"answer ({status}) after {(time.perf_counter() - begin) * 1000:.1f} ms; alone {alone:.1f} ms")
    for connection in idle:
        connection.close()


if __name__ == "__main__":
    main()

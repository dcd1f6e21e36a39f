# SPDX-FileCopyrightText: 2026 The emitter authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""TLS for a PostgreSQL that was built without: postgres_tls.py PORT SERVER_PORT CERTIFICATE KEY.

Grants a client's SSLRequest, as the server would, and passes on what lies inside. A client that does not ask
for TLS is passed on as it is, which is what a server with ssl=on does too.
"""
import contextlib
import socket
import socketserver
import ssl
import struct
import sys
import threading

SSL_REQUEST = struct.pack(">ii", 8, 80877103)  # PostgreSQL's message formats: length, then the agreed code
CONTEXT = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)


def pass_on(source, target):
    with contextlib.suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


class Connection(socketserver.BaseRequestHandler):
    def handle(self):
        client = self.request
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if client.recv(len(SSL_REQUEST), socket.MSG_PEEK | socket.MSG_WAITALL) == SSL_REQUEST:
            client.recv(len(SSL_REQUEST), socket.MSG_WAITALL)
            client.sendall(b"S")
            try:
                client = CONTEXT.wrap_socket(client, server_side=True)
            except OSError:
                return  # the client did not like the certificate, which is for the client to say
        with client, socket.create_connection(("127.0.0.1", int(sys.argv[2]))) as server:
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=pass_on, args=(server, client), daemon=True).start()
            pass_on(client, server)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True


if __name__ == "__main__":
    CONTEXT.load_cert_chain(sys.argv[3], sys.argv[4])
    Server(("127.0.0.1", int(sys.argv[1])), Connection).serve_forever()

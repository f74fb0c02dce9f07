"""A mail server for tests: keeps what it accepts, and misbehaves as it is told.

    smtp_sink.py FOLDER PORT_FILE [--tls starttls|none|implicit] [--certificate FILE] [--answer ADDRESS=CODE]...
                 [--data-answer CODE] [--silent-after-data [--once]] [--slow SECONDS] [--login USER:PASSWORD]

Every accepted mail becomes FOLDER/N.eml, its envelope FOLDER/N.json; FOLDER/connections has one line a connection."""
import argparse
import asyncio
import json
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument('folder', type=pathlib.Path)
parser.add_argument('port_file', type=pathlib.Path)
parser.add_argument('--tls', default='starttls')
parser.add_argument('--certificate')
parser.add_argument('--answer', action='append', default=[])
parser.add_argument('--data-answer', default='250 taken')
parser.add_argument('--silent-after-data', action='store_true')
parser.add_argument('--once', action='store_true')
parser.add_argument('--slow', type=float, default=0)
parser.add_argument('--login')
arguments = parser.parse_args()
answers = dict(answer.split('=') for answer in arguments.answer)


class Sink:
    was_silent = False
    count = len(list(arguments.folder.glob('*.eml')))  # those of an earlier sink stay

    async def handle_RCPT(self, server, session, envelope, address, options):
        if arguments.slow:
            await asyncio.sleep(arguments.slow)
        if address in answers:
            return f'{answers[address]} <{address}> no'
        envelope.rcpt_tos.append(address)
        return '250 ok'

    async def handle_DATA(self, server, session, envelope):
        if arguments.silent_after_data and not (arguments.once and Sink.was_silent):
            Sink.was_silent = True
            await asyncio.sleep(3600)
        if not arguments.data_answer.startswith('2'):
            return arguments.data_answer
        Sink.count += 1
        (arguments.folder / f'{Sink.count}.eml').write_bytes(envelope.original_content)
        (arguments.folder / f'{Sink.count}.json').write_text(json.dumps({
            'from': envelope.mail_from, 'to': envelope.rcpt_tos, 'tls': session.ssl is not None,
            'login': getattr(session.auth_data, 'login', b'').decode() if session.auth_data else None}))
        return arguments.data_answer


def check(server, session, envelope, mechanism, data):
    good = arguments.login and [data.login.decode(), data.password.decode()] == arguments.login.split(':')
    return AuthResult(success=bool(good), auth_data=data)


async def main():
    context = None
    if arguments.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(arguments.certificate)
    by_starttls = arguments.tls == 'starttls'

    def session():
        with open(arguments.folder / 'connections', 'a') as file:
            file.write('one\n')
        return SMTP(Sink(), hostname='sink', tls_context=context if by_starttls else None, require_starttls=by_starttls,
                    authenticator=check, auth_required=bool(arguments.login), auth_require_tls=by_starttls)

    server = await asyncio.get_running_loop().create_server(
        session, '127.0.0.1', 0, ssl=context if arguments.tls == 'implicit' else None)
    temporary = arguments.port_file.with_suffix('.new')
    temporary.write_text(str(server.sockets[0].getsockname()[1]))
    temporary.rename(arguments.port_file)
    await server.serve_forever()


asyncio.run(main())

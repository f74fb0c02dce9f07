"""Reads mails with Python's own parser, which knows nothing of Trappa, and prints them as JSON: mail_read.py FILE..."""
import email
import email.header
import email.policy
import email.utils
import json
import sys


def named(value):
    """Name and address; decoded by email.header, for the newer parser of Debian 12's Python puts a blank between two
    encoded words of one name."""
    name, address = email.utils.parseaddr(value.replace('\r\n', ''))
    return [str(email.header.make_header(email.header.decode_header(name))), address]


mails = []
for path in sys.argv[1:]:
    raw = open(path, 'rb').read()
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    old = email.message_from_bytes(raw)
    lines = raw.split(b'\r\n')
    parts = list(mail.iter_parts())
    mails.append({
        'headers': {name.lower(): str(value) for name, value in mail.items()},
        'names': [name.lower() for name in mail.keys()],
        'date': mail['date'].datetime.isoformat(),
        'to': named(old['to']),
        'from': named(old['from']),
        'recipients': [address.addr_spec for address in mail['to'].addresses],
        'types': [part.get_content_type() for part in parts],
        'plain': parts[0].get_content().replace('\r\n', '\n'),
        'html': parts[1].get_content().replace('\r\n', '\n'),
        'defects': [repr(d) for d in mail.defects] + [repr(d) for part in parts for d in part.defects]
                   + [repr(d) for name in mail.keys() for d in mail[name].defects],
        'only_crlf': b'\n' not in raw.replace(b'\r\n', b'') and b'\r' not in raw.replace(b'\r\n', b''),
        'ascii': raw.isascii(),
        'longest_line': max(len(line) for line in lines),
        'multipart': mail.get_content_type()})
print(json.dumps(mails))

"""Which IP addresses belong to the public internet: the only ones HealthHub may connect to.

From the special-purpose registries of RFC 6890 as they stand; Python's own `is_global` differs
between versions and lets multicast through. What tunnels to another address is refused whole.
"""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC_4 = [
    ipaddress.IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
]
_GLOBAL_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = [
    ipaddress.IPv6Network(block)
    for block in (
        "2001::/23",
        "2001:db8::/32",
        "2002::/16",
        "2620:4f:8000::/48",
        "3fff::/20",
    )
]


def is_public(address: str | Address) -> bool:
    """Whether this address, in its usual writing, is an ordinary one of the public internet.

    Private, loopback, link-local, multicast, reserved and documentation addresses are not, nor is
    any IPv6 address that stands for an IPv4 one. What cannot be read as an address is not either.
    """
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in block for block in _NOT_PUBLIC_4)
    if ip.scope_id is not None or ip not in _GLOBAL_UNICAST_6:
        return False
    return not any(ip in block for block in _NOT_PUBLIC_6)

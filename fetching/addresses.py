"""Which addresses belong to the public internet."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# What IANA keeps for special purposes, written out: Python's own list differs by release.
NOT_GLOBAL_V4 = [
    IPv4Network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
        "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15",
        "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    )
]  # fmt: skip
EMBEDDING = IPv6Network("64:ff9b::/96")  # NAT64: the last 32 bits are an IPv4 address
GLOBAL = IPv6Network("2000::/3")
# Within what is global: special purposes (Teredo too), documentation, 6to4.
NOT_GLOBAL = [
    IPv6Network(each) for each in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


def is_public(text: str) -> bool:
    """Tell whether a numeric address may be connected to; what is no address may not."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return is_public_v4(address)
    if inner := embedded(address):
        return is_public_v4(inner)
    if address.scope_id:
        return False
    return address in GLOBAL and not any(address in network for network in NOT_GLOBAL)


def is_public_v4(address: IPv4Address) -> bool:
    """Tell whether it is neither private, shared, local, for documentation nor for many at once."""
    return not any(address in network for network in NOT_GLOBAL_V4)


def embedded(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that packets to this one reach in the end, or None."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in EMBEDDING:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None

import ipaddr from "ipaddr.js";

/**
 * Who is behind a numeric address. `local`: this machine or its networks, reached only where the user allowed the host
 * and port. `never`: cannot be a server of anybody's choice (unspecified, multicast, link-local with its metadata
 * services, documentation, tunnels that hide another address).
 */
export type Reach = "public" | "local" | "never";

/** Global unicast, IANA's only range of public IPv6 addresses (RFC 4291, section 2.4; IANA IPv6 Address Space). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");
/** RFC 6052: the prefix with which networks without IPv4 reach public IPv4 hosts. */
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * Classes a numeric address by the IANA special-purpose registries (reliability.md, Untrusted content: outbound HTTP).
 * IPv4 inside IPv6 (mapped, NAT64) is judged as the IPv4 address that is really reached; 6to4 and Teredo never pass,
 * because what they reach is decided by a relay.
 * @param address text of an IPv4 or IPv6 address; everything else is `never`
 */
export function reachOf(address: string): Reach {
  const plain = address.replace(/%.*$/, "");
  if (ipaddr.IPv4.isValidFourPartDecimal(plain)) return ofIPv4(ipaddr.IPv4.parse(plain));
  // IPv4-compatible addresses (`::1.2.3.4`, RFC 4291, section 2.5.5.1) are out of use, and the parser takes them for mapped.
  if (!ipaddr.IPv6.isValid(plain) || /^::\d+\./.test(plain)) return "never";
  const parsed = ipaddr.IPv6.parse(plain);
  if (parsed.isIPv4MappedAddress()) return ofIPv4(parsed.toIPv4Address());
  if (parsed.match(NAT64)) return ofIPv4(new ipaddr.IPv4(parsed.toByteArray().slice(12)));
  const range = parsed.range();
  if (range === "loopback" || range === "uniqueLocal") return "local";
  return range === "unicast" && parsed.match(GLOBAL_UNICAST) ? "public" : "never";
}

/** Whether two spellings are one address; systems report IPv4 on an IPv6 socket as mapped. */
export function sameAddress(one: string, other: string | undefined): boolean {
  const normal = (text: string) => {
    const plain = text.replace(/%.*$/, "");
    return ipaddr.isValid(plain) ? ipaddr.process(plain).toNormalizedString() : undefined;
  };
  const known = normal(one);
  return known !== undefined && other !== undefined && known === normal(other);
}

function ofIPv4(address: ipaddr.IPv4): Reach {
  switch (address.range()) {
    case "unicast":
      return "public";
    case "loopback":
    case "private":
    case "carrierGradeNat":
      return "local";
    default:
      return "never";
  }
}

/** The whole of 127.0.0.0/8 (RFC 1122, section 3.2.1.3) as `URL` writes it, `::1`, and the name for both (RFC 6761). */
const LOOPBACK = /^(127(\.\d{1,3}){3}|\[::1\]|localhost)$/;

/**
 * Whether what is sent to an address stays unread on its way: it goes by https, or by http within this machine.
 *
 * @param address as it was parsed; its host is in lower case and an IP address in its canonical form then.
 */
export const isSafeAddress = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));

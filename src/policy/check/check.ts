import type { Finding } from '../fault';
import type { PackSource } from '../schema';

/** One rule that a well-formed pack must keep. It finds all breaches, in any order. */
export type Check = (pack: PackSource) => readonly Finding[];

import { SpanStatusCode, trace, type Span } from '@opentelemetry/api';

import { GatewayError } from '../errors/gateway-error';

/** Words of the vocabulary, counts, and ids of agencies in the register: nothing that says who or whom. */
export type SpanFacts = Readonly<
  Partial<Record<'gateway.purpose' | 'gateway.agency' | 'gateway.status', string>> &
    Partial<Record<'gateway.agencies' | 'gateway.subjects', number>>
>;

/**
 * Runs work inside a span (OpenTelemetry). Without an SDK, which is the operator's to choose, nothing is kept. What is
 * thrown is told by its catalogued code alone: its text, cause and stack may hold data.
 *
 * @param name a name from the code, never from a request
 */
export function inSpan<T>(
  name: string,
  work: (tell: (facts: SpanFacts) => void) => T | Promise<T>,
): Promise<T> {
  return trace.getTracer('review-gateway').startActiveSpan(name, (span) => run(span, work));
}

async function run<T>(span: Span, work: (tell: (facts: SpanFacts) => void) => T | Promise<T>): Promise<T> {
  try {
    return await work((facts) => span.setAttributes(facts));
  } catch (error) {
    const code = error instanceof GatewayError ? error.code : 'INTERNAL';
    span.setAttribute('gateway.code', code);
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}

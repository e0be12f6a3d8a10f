import type { AuditDraft } from '../../../src/audit';
import { GatewayError } from '../../../src/errors/gateway-error';
import { recordRefusal, type RefusedRequest } from '../../../src/stages/record/refusal';
import { AGENCY, principal, REVIEW, REVIEW_ID } from '../decide/register-of-facts';
import { openRecord, TRACE, type OwnRecord } from './on-record';

let own: OwnRecord;
beforeAll(async () => {
  own = await openRecord();
});
afterAll(() => own.close());

describe('a refusal on record', () => {
  const request = (...declarations: RefusedRequest['declarations']): RefusedRequest => ({
    principal: principal(),
    declarations,
    operation: TRACE,
    event: own.audit.allot(),
  });
  const register = { review: (id: string) => Promise.resolve(id === REVIEW_ID ? REVIEW : undefined) };
  const refused = async (
    error: unknown,
    of: RefusedRequest,
    from = register,
  ): Promise<Partial<AuditDraft>> => {
    await recordRefusal(error, { request: of, audit: own.audit, register: from });
    return own.eventOf(of.event);
  };
  const named = { reviewId: REVIEW_ID, purpose: 'RAPID_REVIEW' } as const;

  it('says who was refused what and why, in the record of the review that was named', async () => {
    expect(await refused(new GatewayError('REVIEW_NOT_FOUND'), request(named))).toEqual({
      action: 'DENIED',
      outcome: 'DENIED',
      code: 'REVIEW_NOT_FOUND',
      actor: { user: 'user-1', agency: AGENCY, roles: ['AGENCY_CONTACT'] },
      standing: null,
      partnership: REVIEW.partnershipId,
      review: { id: REVIEW_ID, type: 'RAPID_REVIEW', state: 'GATHERING' },
      purpose: 'RAPID_REVIEW',
      pack: null,
      lawfulBasis: null,
      operation: { name: 'Ask', hash: TRACE.hash, variables: TRACE.variables },
      entries: [],
      details: { review: REVIEW_ID },
      requestId: 'request-1',
    });
  });

  it('is an error of the gateway where it is none of the catalogue', async () => {
    const event = await refused(new TypeError('secret'), request(named));
    expect([event.outcome, event.code]).toEqual(['ERROR', 'INTERNAL']);
    expect(JSON.stringify(event)).not.toContain('secret');
  });

  it('keeps what has the form of a review though there is none, and nothing else that a client names', async () => {
    const id = '01900000-0000-7000-8000-00000000dead';
    const unknown = await refused(new GatewayError('REVIEW_NOT_FOUND'), request({ ...named, reviewId: id }));
    expect(unknown).toMatchObject({ partnership: null, review: null, details: { review: id } });
    const other = await refused(
      new GatewayError('REVIEW_NOT_FOUND'),
      request({ reviewId: 'Wrenna', purpose: null }),
    );
    expect(other).toMatchObject({ partnership: null, review: null, purpose: null });
    expect(other.details).toEqual({});
    expect((await refused(new GatewayError('REQUEST_INVALID'), request())).details).toEqual({});
  });

  it('is made though the register is away', async () => {
    const away = { review: () => Promise.reject(new GatewayError('STORE_UNAVAILABLE')) };
    const event = await refused(new GatewayError('STORE_UNAVAILABLE'), request(named), away);
    expect(event).toMatchObject({ partnership: null, review: null, details: { review: REVIEW_ID } });
  });

  it('is not tried where the record itself is what is away', async () => {
    const of = request(named);
    await recordRefusal(new GatewayError('AUDIT_UNAVAILABLE'), { request: of, audit: own.audit, register });
    await expect(own.eventOf(of.event)).rejects.toThrow('not on record');
  });
});

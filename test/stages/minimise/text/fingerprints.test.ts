import type { AgencyId, RecordHandle, SubjectId } from '../../../../src/domain/ids';
import { fingerprintsFor, wordsOfName } from '../../../../src/stages/minimise/text/fingerprints';

const of = (key: number, salt: number) =>
  fingerprintsFor({ reviewKey: Buffer.alloc(32, key), salt: Buffer.alloc(32, salt) });
const prints = of(5, 6);
const SUBJECT = '0198a000-0000-7000-8000-00000000000a' as SubjectId;
const TRUST = 'nhs-trust' as AgencyId;
const HANDLE = 'h-1' as RecordHandle;

describe('the fingerprints of a review', () => {
  it('stay what they are, for a review finds by them what it wrote down in an earlier year', () => {
    expect([
      prints.word('ferncombe'),
      prints.word('žofie'),
      prints.subject(SUBJECT),
      prints.party(TRUST, HANDLE),
    ]).toEqual(['MDqj4901-6Ktcpti', 'LaTr-PdhXVqEeQSm', 's:jWmDM4zrM_-23mX-', 'p:EqiAntltOESMoCbD']);
  });

  it('are of sixteen characters, whatever they are of', () => {
    for (const word of ['a', 'ferncombe', 'quillfeather'.repeat(30)])
      expect(prints.word(word)).toMatch(/^[\w-]{16}$/u);
  });

  it('are the same for the same word however often it is asked for, and of no other word', () => {
    const [first, other] = [prints.word('ottilie'), prints.word('ottilia')];
    expect([prints.word('ottilie'), prints.word('ottilia')]).toEqual([first, other]);
    expect(first).not.toBe(other);
  });

  it('tell apart a word, a subject and a party of the same letters', () => {
    const same = 'odo';
    const made = [
      prints.word(same),
      prints.subject(same as SubjectId).slice(2),
      prints.party(same as AgencyId, same as RecordHandle).slice(2),
    ];
    expect(new Set(made).size).toBe(3);
  });

  it('tell apart parties of one handle in two agencies, and wherever the agency ends', () => {
    const made = [
      prints.party(TRUST, HANDLE),
      prints.party('police' as AgencyId, HANDLE),
      prints.party(TRUST, 'h-2' as RecordHandle),
      prints.party('nhs-trusth' as AgencyId, '-1' as RecordHandle),
    ];
    expect(new Set(made).size).toBe(4);
  });

  it('say of what they are: a subject, a party of a record, or a name', () => {
    expect(prints.subject(SUBJECT)).toMatch(/^s:[\w-]{16}$/u);
    expect(prints.party(TRUST, HANDLE)).toMatch(/^p:[\w-]{16}$/u);
    expect(prints.name(['odo'])).toMatch(/^n:[\w-]{16}$/u);
  });

  it('are others under another key, and under another salt', () => {
    const made = [prints, of(7, 6), of(5, 7), of(6, 5)].map(({ word }) => word('ferncombe'));
    expect(new Set(made).size).toBe(4);
  });
});

describe('the fingerprint of a name', () => {
  it('is those of its words, in order and with a stop between', () => {
    const [given, family] = [prints.word('odo'), prints.word('quillfeather')];
    expect(prints.name(['odo', 'quillfeather'])).toBe(`n:${given}.${family}`);
    expect(prints.name(['quillfeather', 'odo'])).toBe(`n:${family}.${given}`);
  });

  it('gives the fingerprints of its words again', () => {
    const words = ['ottilie', 'rose', 'ferncombe'];
    expect(wordsOfName(prints.name(words))).toEqual(words.map(prints.word));
    expect(wordsOfName(prints.name(['odo']))).toEqual([prints.word('odo')]);
  });

  it.each([prints.subject(SUBJECT), prints.party(TRUST, HANDLE), 'x-n:', ''])('is not %p', (other) => {
    expect(wordsOfName(other)).toBeUndefined();
  });
});

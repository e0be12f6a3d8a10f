import { remembering } from '../../../src/stages/minimise/remembering';

const counted = (): { readonly made: string[]; readonly look: (text: string) => string } => {
  const made: string[] = [];
  const look = remembering((text) => {
    made.push(text);
    return `<${text}>`;
  });
  return { made, look };
};

describe('what is remembered of texts', () => {
  it('looks once at a short text that comes again', () => {
    const { made, look } = counted();
    const text = 'a'.repeat(80);
    expect([look(text), look(text)]).toEqual([`<${text}>`, `<${text}>`]);
    expect(made).toEqual([text]);
  });

  it('looks at a long text each time', () => {
    const { made, look } = counted();
    const text = 'a'.repeat(81);
    expect([look(text), look(text)]).toEqual([`<${text}>`, `<${text}>`]);
    expect(made).toHaveLength(2);
  });

  it('remembers a thousand texts, and forgets them all with the next', () => {
    const { made, look } = counted();
    for (let at = 0; at < 1_000; at += 1) look(`text ${at}`);
    look('text 0');
    expect(made).toHaveLength(1_000);
    look('one more');
    look('one more');
    expect(made).toHaveLength(1_001);
    look('text 999');
    expect(made).toHaveLength(1_002);
  });
});

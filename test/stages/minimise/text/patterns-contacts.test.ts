import { textPatternsIn } from '../../../../src/stages/minimise/text/patterns';

const found = (text: string): string[] =>
  textPatternsIn(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

describe('e-mail addresses in a text', () => {
  it.each([
    ['a@b.co', 'a@b.co'],
    ['write to a.b@example.org now', 'a.b@example.org'],
    ["write to o'dd-x+1%y_z@example.org", "o'dd-x+1%y_z@example.org"],
    ['a@sub.dept.example.org.', 'a@sub.dept.example.org'],
    ['(odo@example.org)', 'odo@example.org'],
    ['ODO@EXAMPLE.ORG, Quill', 'ODO@EXAMPLE.ORG'],
    ['odo@my-example2.org', 'odo@my-example2.org'],
    ['odo@example.london', 'odo@example.london'],
    [`${'o'.repeat(64)}@example.org`, `${'o'.repeat(64)}@example.org`],
    ['ｏdo@example.org', 'ｏdo@example.org'],
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`EMAIL ${expected}`]);
  });

  it.each(['a@example', 'a@example.o', 'a@.org', 'odo at example', 'a@example.o2x'])(
    'are not found in %p',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});

describe('handles in a text', () => {
  it.each([
    ['posts as @odo.quill_1, and', '@odo.quill_1'],
    ['@od', '@od'],
    ['@_odo', '@_odo'],
    ['(@Odo)', '@Odo'],
    ['posts as @odo.', '@odo'],
    ['posts as @odo-x', '@odo'],
    [`@${'o'.repeat(30)}`, `@${'o'.repeat(30)}`],
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`HANDLE ${expected}`]);
  });

  it.each(['@1odo', '@o', 'x@odo', '@odo@x', 'mail @@odo', "o'@odo", '.@odo', '@ odo', `@${'o'.repeat(31)}`])(
    'are not found in %p',
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});

describe('web addresses in a text', () => {
  it.each([
    ['a https://example.org/a?b=c, then', 'https://example.org/a?b=c'],
    ['see http://wallow at 9', 'http://wallow'],
    ['a (www.example.org/x) b', 'www.example.org/x'],
    ['see www.x', 'www.x'],
    ['see <https://example.org>', 'https://example.org'],
    ['see HTTP://example.org/"x', 'HTTP://example.org/'],
    ['see https://example.org/a?!', 'https://example.org/a'],
    ['see https://example.org/a.,;:', 'https://example.org/a'],
    ['see example.org now', 'example.org'],
    ['see EXAMPLE.ORG.', 'EXAMPLE.ORG'],
    ['see my-1.example.co.uk/path/x now.', 'my-1.example.co.uk/path/x'],
    ...['com', 'org', 'net', 'info', 'biz', 'io', 'me', 'tv', 'app', 'uk', 'ie', 'eu', 'scot', 'wales']
      .concat('cymru', 'london')
      .map((end): [string, string] => [`see wallow.${end} now`, `wallow.${end}`]),
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`WEB_ADDRESS ${expected}`]);
  });

  it.each([
    ...['see wallow.londoner', 'see example.com2', 'see example.org@x', 'see -example.org', 'see me.tv-x'],
    ...['the file readme.md', 'All was well.Then it was not', 'wwwx', 'https:/x', 'see .org'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('internet addresses in a text', () => {
  it.each([
    ['from 192.0.2.7.', '192.0.2.7'],
    ['192.0.2.7', '192.0.2.7'],
    ['from 255.250.249.199, then', '255.250.249.199'],
    ['from 192.0.2.255', '192.0.2.255'],
    ['from 192.0.2.240', '192.0.2.240'],
    ['from 10.1.22.99', '10.1.22.99'],
    ['2001:db8:0:0:0:0:0:1', '2001:db8:0:0:0:0:0:1'],
    ['(2001:DB8:11:22:33:44:55:66)', '2001:DB8:11:22:33:44:55:66'],
    ['from 2001:db80:1111:2222:3333:4444:5555:6666', '2001:db80:1111:2222:3333:4444:5555:6666'],
  ])('are found in %p', (text, expected) => {
    expect(found(text)).toEqual([`IP_ADDRESS ${expected}`]);
  });

  it.each([
    ...['from 256.0.2.7', 'from 1.192.0.2.7', 'from 192.0.2.7.1', 'from 192.0.2.260', 'from 192.0.2'],
    ...['from 192.0.2.2555', '2001:db8:0:0:0:0:1', '2001:db8:0:0:0:0:0:1:2', 'x2001:db8:0:0:0:0:0:1'],
    ...['2001:db8:0:0:0:0:0:1x', '2001:db8:0:0:0:0:0:g', ':2001:db8:0:0:0:0:0:1'],
  ])('are not found in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('a text with nothing that has a form', () => {
  it.each(['', 'All was well.', 'He is 7.', 'The visit was at 12:30.'])('has none, as in %p', (text) => {
    expect(found(text)).toEqual([]);
  });
});

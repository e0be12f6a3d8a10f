import { isListedName, NOBODY, senseOf, type WordSense } from '../../../../src/stages/minimise/text/lexicon';

/** What a word may be, in the order of the type. */
function readAs(word: string): string {
  const sense = senseOf(word);
  const kinds: readonly (keyof WordSense)[] = ['given', 'surname', 'place', 'common', 'past'];
  return kinds.filter((kind) => sense[kind]).join(' ');
}

const each = (list: string): readonly string[] => list.split(' ');

describe('what a word may be', () => {
  it.each([
    // By the tags of the library: male, female and either; surnames and the well known; places.
    ['adam', 'given'],
    ['abigail', 'given'],
    ['casey', 'given'],
    ['adams', 'surname'],
    ['brock', 'surname'],
    ['aalborg', 'place'],
    ['adygea', 'place'],
    ['abbotsford', 'place'],
    ['afghanistan', 'place'],
    ['mets', 'place'],
    // A proper noun of no kind, a firm, a word of case notes alone, and what nobody knows.
    ['barbie', ''],
    ['abba', 'common'],
    ['caseworker', 'common'],
    ['quillfeather', ''],
    ['__proto__', ''],
    ['constructor', 'common'],
  ])('reads %p as %p', (word, expected) => {
    expect(readAs(word)).toBe(expected);
  });

  it.each([
    ['blew', true],
    ['were', false],
    ['gave up', false],
    ['reading', false],
    ['caseworker', false],
    ['quillfeather', false],
  ])('tells of %p whether it is a past tense and nothing else: %p', (word, past) => {
    expect(senseOf(word).past).toBe(past);
  });

  it.each(each('hall hill white brook taylor fox sunny bank banks'))(
    'takes the everyday word %p for a surname and a word',
    (word) => {
      expect(readAs(word)).toMatch(/^(?:given )?surname common$/u);
    },
  );

  it.each(each('april may june august autumn summer winter north south west house sky short day law'))(
    'takes %p, of the calendar and the map, for no surname',
    (word) => {
      expect(senseOf(word)).toMatchObject({ surname: false, common: true });
    },
  );

  it('says that nobody is nothing, and has one answer for every unknown word', () => {
    expect(Object.values(NOBODY)).toEqual([false, false, false, false, false]);
    expect(senseOf('quillfeather')).toBe(NOBODY);
  });

  it.each(each('adam adams aalborg school'))('remembers what it said of %p', (word) => {
    expect(senseOf(word)).toBe(senseOf(word));
  });
});

describe('the names that are words too', () => {
  it.each(
    each(
      'eve jay misty alma blessing precious favour gift patience comfort prince princess mercy dawn rose faith hope joy ' +
        'summer autumn ivy ruby daisy poppy lily hazel holly jade crystal pearl melody destiny hunter mason carter archer ' +
        'robin bill frank guy dean cliff ray miles max rusty sonny inger',
    ),
  )('takes %p for a given name', (word) => {
    expect(senseOf(word).given).toBe(true);
  });

  it.each(
    each(
      'hull reading bath sale deal bury wells ash battle rye barking sandwich ware nelson colne leigh preston lincoln ' +
        'chester derby ely rugby poole slough wigan crewe kendal ripon bude looe diss ramsey chard frome stone leek buxton ' +
        'burnley bradford ashford clifton milton newton sutton hyde stanley ashton douglas',
    ),
  )('takes %p for a town', (word) => {
    expect(senseOf(word).place).toBe(true);
  });

  it.each(
    each(
      'bath hull cork rugby sale ware wells ash rye turkey china chad jersey lima bolt independence gran grandad don',
    ),
  )('takes %p for a word as well', (word) => {
    expect(senseOf(word).common).toBe(true);
  });

  it.each([
    ['adam', true],
    ['adams', true],
    ['hall', false],
    ['rose', false],
    ['aalborg', false],
    ['school', false],
    ['quillfeather', false],
  ])('lists %p as a name and nothing else: %p', (word, expected) => {
    expect(isListedName(word)).toBe(expected);
  });
});

describe('words of the language that no list has', () => {
  it.each(
    each("xyzab'm xyzab've xyzab're xyzab'll xyzab'd xyzab's xyzab’s x's xyzabc's xn't xyzabcn't xyzabn’t"),
  )('knows the contraction %p', (word) => {
    expect(senseOf(word).common).toBe(true);
  });

  it.each(
    each(
      "xyzabcd's 1xyzabcd's xyzab'sz xyzab'x xyzabs xyzabnt xyzabnot xyzabcdn't 1xyzabn't xyzabn'tz xyzab'lx 123's 's",
    ),
  )('takes %p for none', (word) => {
    expect(senseOf(word).common).toBe(false);
  });

  it.each(
    each(
      'agencies churches postcodes websites tablets emailed faxing faxer calmly googled googling smoker bedded runner ' +
        'educator inhalor abusive opinion abductor supportive noisily bodily unmade rework nonfood precook coparent ' +
        'misread disown overheat underage outrun exwife intercare unbed',
    ),
  )('knows %p by the word that it is made of', (word) => {
    expect(senseOf(word).common).toBe(true);
  });

  it.each([
    // The ending is at the end, and the beginning at the beginning.
    ...each('stiesle schesool sschool schedool tedam sccedhool tionam schionool stilyle schunool'),
    // Four letters, a stem of two, a stem that is no word, and a listed name in spite of its ending.
    ...each('cots overit quillies quilled quillly unquill parker fowler lesly'),
  ])('takes %p for no such word', (word) => {
    expect(senseOf(word).common).toBe(false);
  });

  it.each([
    ['self-harm', true],
    ['harm-bruising', true],
    ['calmly-emailed', true],
    ['quill-harm', false],
    ['harm-quillo', false],
    ['quillo-feathero', false],
  ])('knows %p where each of its parts is a word: %p', (word, expected) => {
    expect(senseOf(word).common).toBe(expected);
  });
});

const MADE_ENDINGS = each(
  'tion sion ness nary tary ment ance ence ship ture ity ities ism ist ology graphy ical ible able ous ful less ense ' +
    'eting itis osis emia gram scopy ectomy dised lised nised rised dized lized nized rized person dom mycin cillin ' +
    'traline zepam gepam olol statin prazole azepine oxetine peridone apine profen cetamol phenidate',
);

describe('the endings that make a word out of anything', () => {
  it.each(MADE_ENDINGS)('are, with three letters before, -%s', (ending) => {
    expect(senseOf(`zub${ending}`).common).toBe(true);
    expect(senseOf(`zub${ending}s`).common).toBe(true);
  });

  it.each(['citalopram', 'escitalopram'])('are of medicines that are a word by themselves: %s', (word) => {
    expect(senseOf(word).common).toBe(true);
    expect(senseOf(`x${word}`).common).toBe(false);
  });

  it.each(MADE_ENDINGS)('are not, with two letters before or something behind, -%s', (ending) => {
    expect(senseOf(`zb${ending}`).common).toBe(false);
    expect(senseOf(`zub${ending}k`).common).toBe(false);
  });

  it.each(each('zublary zubary zubqvist zubised zubtised zubtized zubkepam zubnided'))(
    'leave out %p, which may be a name',
    (word) => {
      expect(senseOf(word).common).toBe(false);
    },
  );
});

import { isBody } from '../../../../src/stages/minimise/text/body-context';
import { marked } from './marked';

/** Whether the words around the run say that it is a body; whether the run begins its sentence is told apart. */
function saidToBeBody(text: string, begins = false): boolean {
  const { words, run } = marked(text);
  return isBody(words, run, begins);
}

const PRANTHE = 'Pranthe, ';

describe('a list of bodies that is announced', () => {
  it.each([
    'Two firms: {Oswaldine} and Netherlo rang.',
    'Two firms: Oswaldine, Netherlo and {Pranthe} rang.',
    'Two firms:\n{Oswaldine} and Netherlo.',
    'Two firms: [Organisation 1], [Organisation 2] and {Pranthe} rang.',
    'We asked the charities of the town: {Oswaldine} first.',
    'The charities of the town were asked: {Oswaldine} first.',
    // A given name may be a firm's as well.
    'Two firms: {Carol} and Netherlo rang.',
    `Our firms: ${PRANTHE.repeat(16)}{Oswaldine}.`,
    `These firms of the ${'very '.repeat(12)}old town: {Oswaldine}.`,
  ])('has its names for bodies in %p', (text) => {
    expect(saidToBeBody(text, true)).toBe(true);
  });

  it.each([
    ['announces no bodies', 'Two boys: {Okonjowe} and Netherlo rang.'],
    ['has no colon', 'Two firms, {Okonjowe} and Netherlo rang.'],
    ['tells a time', 'The firms met at 12: {Okonjowe} came late.'],
    ['ended before the name', 'Two firms: Netherlo. {Okonjowe} rang.'],
    ['is interrupted', 'Two firms: Netherlo - {Okonjowe} rang.'],
    ['ended at an article', 'Two firms: The {Okonjowe} rang.'],
    ['ended at a word of the language', 'Two firms: Netherlo then {Okonjowe} rang.'],
    ['told of firms in an earlier sentence', 'The firms rang. We saw two boys: {Okonjowe} and Netherlo.'],
    ['is too long', `Our firms: ${PRANTHE.repeat(17)}{Okonjowe}.`],
    ['told of firms too long before', `These firms of the ${'very '.repeat(13)}old town: {Okonjowe}.`],
    ['is at the beginning of the text', 'Netherlo and {Okonjowe} rang.'],
    ['is the whole text', '{Okonjowe}'],
  ])('is not one where it %s', (_why, text) => {
    expect(saidToBeBody(text, true)).toBe(false);
  });
});

describe('a list of bodies before what they have', () => {
  it.each([
    'It was on the {Oswaldine} website.',
    'It was on the {Oswaldine}, Netherlo and Pranthe website.',
    'It was on the Oswaldine, {Netherlo} and [Organisation 1] website.',
    'The Oswaldine, Netherlo and {Pranthe} staff came.',
    'The {Oswaldine} Money office was shut.',
    'He knew the {Oswaldine} and Netherlo Clinic in May.',
    'It was on the {Carol} website.',
    `It was on the {Oswaldine}, ${PRANTHE.repeat(15)}Netherlo website.`,
  ])('has the names for bodies in %p', (text) => {
    expect(saidToBeBody(text, true)).toBe(true);
  });

  it.each([
    ['there is no article', 'It was on {Okonjowe} website.'],
    ['there is another word', 'It was on her {Okonjowe} website.'],
    ['a body has no such thing', 'It was in the {Okonjowe} garden.'],
    ['the last of the list is no body', 'It was in the {Okonjowe} and Netherlo garden.'],
    ['a church is written small', 'It was the {Okonjowe} and church band.'],
    ['another sentence tells of it', 'They saw the {Okonjowe}. Office staff left.'],
    ['another sentence tells of it in small letters', 'They saw the {Okonjowe}; office staff left.'],
    ['another sentence tells of the next name', 'They saw the {Okonjowe}. Netherlo office was shut.'],
    ['the next name stands in brackets', 'They saw the {Okonjowe} (Netherlo office).'],
    ['the text ends', 'They saw the {Okonjowe}'],
    ['the list is too long', `It was on the {Okonjowe}, ${PRANTHE.repeat(16)}Netherlo website.`],
  ])('is not one where %s', (_why, text) => {
    expect(saidToBeBody(text, true)).toBe(false);
  });
});

describe('an employer', () => {
  it.each([
    'She works for {Oswaldine}.',
    'She had a job at {Oswaldine}.',
    'She was employed by {Oswaldine}.',
    'She works nights there for {Oswaldine}.',
    'Her job, for {Oswaldine}, was hard.',
    // Whoever works for somebody works for a firm.
    'She works for {Carol}.',
    'He missed his {Oswaldine} shift.',
    'She lost her {Oswaldine} contract.',
    'The {Oswaldine} manager Carol rang.',
    'The {Oswaldine} manager Okonjowe rang.',
  ])('is told by its work in %p', (text) => {
    expect(saidToBeBody(text)).toBe(true);
  });

  it.each([
    ['nobody works', 'She came for {Okonjowe}.'],
    ['the work is too far before', 'She works most nights there for {Okonjowe}.'],
    ['the name alone speaks of work', 'A leaflet by {Shift} came.'],
    ['the word is only the end of the other', 'Her job was that {Okonjowe} drove.'],
    ['the word is only the beginning of the other', 'After work forgetful {Okonjowe} left.'],
    ['the shift is nobody’s', 'He missed one {Okonjowe} shift.'],
    ['what is owned is no work', 'He missed his {Okonjowe} cousin.'],
    ['the shift is of two names', 'He missed his {Okonjowe Pranthe} shift.'],
    ['the owner is in another clause', 'It was his: {Okonjowe} shift workers said so.'],
    ['the name is a surname', 'He missed his {Jones} shift.'],
    ['the name is a given name', 'He missed his {Carol} shift.'],
    ['the manager is told apart', 'He met his {Okonjowe}, manager of all.'],
    ['the manager has a capital', 'He met his {Okonjowe} Manager today.'],
    ['nothing is owned', 'He was with his {Okonjowe}'],
    ['a cousin is no employee', 'One {Okonjowe} cousin Carol rang.'],
    ['the manager has no name', 'One {Okonjowe} manager rang.'],
    ['the manager’s name is told apart', 'One {Okonjowe} manager, Carol, rang.'],
    ['the manager is told apart from the name', 'One {Okonjowe}, manager Carol, rang.'],
    ['the manager’s office has a capital', 'One {Okonjowe} Manager Carol rang.'],
    ['the manager ends the text', 'One {Okonjowe} manager'],
    ['somebody has a manager', 'We met {Okonjowe}’s manager Carol today.'],
    ['what somebody has is no given name', 'We met {Okonjowe}’s Netherlo Pranthe.'],
    ['what somebody has is written small', 'We saw {Okonjowe}’s rose Netherlo.'],
    ['who has it is called by a surname', 'We met {Jones}’s Carol Okonjowe.'],
    ['who manages is called by a given name', 'One {Carol} manager Rose rang.'],
  ])('is not told where %s', (_why, text) => {
    expect(saidToBeBody(text)).toBe(false);
  });

  it('is not told by the words before, where the name begins its sentence', () => {
    expect(saidToBeBody('She works for {Okonjowe}.', true)).toBe(false);
  });
});

describe('where somebody is, goes, is of or is from', () => {
  it.each([
    'She was weighed at {Oswaldine}.',
    'He attends {Oswaldine} daily.',
    'It was Okonjowe of {Oswaldine} who rang.',
    'It was [Person 1] of {Oswaldine} who rang.',
    'He was discharged from {Oswaldine} today.',
    'The nurse from {Oswaldine} rang.',
    'It was Nurse [Practitioner 1] from {Oswaldine} who rang.',
    'It was Nurse Carol Okonjowe Pranthe from {Oswaldine} who rang.',
  ])('is a body in %p', (text) => {
    expect(saidToBeBody(text)).toBe(true);
  });

  it.each([
    ['somebody lives there', 'She lives at {Okonjowe} now.'],
    ['it is somebody’s home', 'She was weighed at {Okonjowe}’s today.'],
    ['it is the home of somebody with two names', 'She was weighed at {Okonjowe Pranthe}’s today.'],
    ['it is called by a given name', 'She was weighed at {Carol} today.'],
    ['nothing goes before where', 'At {Okonjowe} she was weighed.'],
    ['it stands on a line of its own', 'She was weighed at\n{Okonjowe} today.'],
    ['somebody goes past it', 'The nurse went past {Okonjowe} today.'],
    ['the thing of it is no name', 'It was a friend of {Okonjowe} who rang.'],
    ['an unknown thing of it is written small', 'It was a quillery of {Okonjowe} again.'],
    ['the thing of it is a word with a capital', 'Statement of {Okonjowe}'],
    ['nobody is left and nobody practises', 'It was a card from {Okonjowe} today.'],
    ['a practitioner is with somebody', 'It was a nurse with {Okonjowe} today.'],
    ['a practitioner did not come from it as such', 'The nurse went away from {Okonjowe} today.'],
    ['a practitioner is too far before', 'It was Nurse Carol Okonjowe Pranthe Netherlo from {Oswaldine}.'],
    ['somebody who is masked comes from it', '[Person 1] from {Okonjowe} rang.'],
    ['there is no word before', '{Okonjowe} rang.'],
  ])('is not one where %s', (_why, text) => {
    expect(saidToBeBody(text)).toBe(false);
  });
});

describe('what is said to be a body', () => {
  it.each([
    '{Oswaldine} is a small charity.',
    '{Oswaldine} was a bank once.',
    'Then {Oswaldine} is the oldest and by far largest employer here.',
  ])('is one in %p', (text) => {
    expect(saidToBeBody(text, true)).toBe(true);
  });

  it.each([
    ['it is something else', '{Okonjowe} is a small boy.'],
    ['it has a body', '{Okonjowe} has a small charity.'],
    ['nothing is said of it', '{Okonjowe}: is a small charity.'],
    ['another sentence names the body', '{Okonjowe} is well. The charity rang.'],
    [
      'the body is named too far behind',
      'Then {Okonjowe} is the oldest and by far the kindest employer here.',
    ],
    ['the text ends', 'They saw {Okonjowe}'],
  ])('is not one where %s', (_why, text) => {
    expect(saidToBeBody(text, true)).toBe(false);
  });

  it('is nothing where there is no word', () => {
    expect(isBody([], { from: 0, to: 1 }, true)).toBe(false);
  });
});

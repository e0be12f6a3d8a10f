/** The story cannot go on: something that it needs did not happen. */
export class StoryError extends Error {
  override readonly name = 'StoryError';
}

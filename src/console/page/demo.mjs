/**
 * @typedef {{ key: string, title: string, agency: string }} Persona
 * @typedef {{ query: string, variables: string }} Tab
 */

/**
 * @param {string} path
 * @returns {Promise<any>} what this server answers there
 */
async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}

/** @returns {Promise<readonly Persona[]>} */
export const readPersonas = () => read('/demo/personas');

/** @returns {Promise<Tab[]>} the story's operations */
export const readTabs = () => read('/console/tabs');

/**
 * @param {string} key the persona
 * @returns {Promise<string>} a bearer token
 */
export const issueToken = async (key) => (await read(`/demo/token?persona=${encodeURIComponent(key)}`)).token;

/** What GraphiQL keeps stays in this page's memory: nothing that is read here is left behind in the browser. */
export function memoryStorage() {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    get length() {
      return items.size;
    },
    getItem: (/** @type {string} */ key) => items.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void items.set(key, value),
    removeItem: (/** @type {string} */ key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

/* global document, React, ReactDOM, GraphiQL */
import { issueToken, memoryStorage, readPersonas, readTabs } from './demo.mjs';

const select = document.querySelector('#persona');
const acting = document.querySelector('#acting');
const personas = await readPersonas();

/** The token of the persona that was chosen last. */
let token = '';

/** Signs in as the persona that is selected; the next operation goes out in their name. */
async function signIn() {
  const persona = personas.find(({ key }) => key === select.value);
  acting.textContent = 'Signing in';
  token = await issueToken(persona.key);
  acting.textContent = `Signed in for ${persona.agency}`;
}

/** @param {unknown} error */
function report(error) {
  acting.textContent = error instanceof Error ? error.message : 'Reload the page.';
}

select.replaceChildren(
  ...personas.map(({ key, title }) =>
    Object.assign(document.createElement('option'), { value: key, textContent: title }),
  ),
);
select.addEventListener('change', () => void signIn().catch(report));

try {
  const [tabs] = await Promise.all([readTabs(), signIn()]);
  const fetcher = GraphiQL.createFetcher({
    url: '/graphql',
    fetch: (url, request) =>
      fetch(url, { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } }),
  });
  const page = React.createElement(GraphiQL, {
    fetcher,
    defaultTabs: tabs,
    storage: memoryStorage(),
    isHeadersEditorEnabled: false,
    showPersistHeadersSettings: false,
    defaultEditorToolsVisibility: 'variables',
  });
  ReactDOM.createRoot(document.querySelector('#graphiql')).render(page);
} catch (error) {
  report(error);
}

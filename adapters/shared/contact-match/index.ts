export { parseName, type ParsedName } from './name';
export { proposeContact, searchesFor, UNDECLARED_SCOPE, type MatchingScope } from './propose';

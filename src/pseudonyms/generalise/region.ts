import { codesOf } from './coded';

/** The regions of England, and the other parts of the United Kingdom and its dependencies. */
export const REGIONS = [
  'North East',
  'North West',
  'Yorkshire and the Humber',
  'East Midlands',
  'West Midlands',
  'East of England',
  'London',
  'South East',
  'South West',
  'Wales',
  'Scotland',
  'Northern Ireland',
  'Channel Islands and Isle of Man',
] as const;

export type Region = (typeof REGIONS)[number];

/** Postcode areas by the region that most of their addresses lie in; no area is told apart at a border. */
const AREAS = codesOf<Region>([
  ['North East', 'DH DL NE SR TS'],
  ['North West', 'BB BL CA CH CW FY L LA M OL PR SK WA WN GIR'],
  ['Yorkshire and the Humber', 'BD DN HD HG HU HX LS S WF YO'],
  ['East Midlands', 'DE LE LN NG NN'],
  ['West Midlands', 'B CV DY HR ST SY TF WR WS WV'],
  ['East of England', 'AL CB CM CO IP LU NR PE SG SS WD'],
  ['London', 'BR CR DA E EC EN HA IG KT N NW RM SE SM SW TW UB W WC'],
  ['South East', 'BN CT GU HP ME MK OX PO RG RH SL SO TN'],
  ['South West', 'BA BH BS DT EX GL PL SN SP TA TQ TR'],
  ['Wales', 'CF LD LL NP SA'],
  ['Scotland', 'AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE'],
  ['Northern Ireland', 'BT'],
  ['Channel Islands and Isle of Man', 'GY IM JE'],
]);

/** The region of a postcode area: `PR` -> `North West`; an area that there is not -> null. */
export const regionOfArea = (area: string | null): Region | null => AREAS.get(area ?? '') ?? null;

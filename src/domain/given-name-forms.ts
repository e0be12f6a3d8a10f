/** Given names and the short forms they are called by in England, the given name first. */
const SHORT_FORMS = `
abigail abbie abby gail; adam ad; adrian ade; agnes aggie; aidan ade; albert al bert bertie;
alexander alex alec al sandy xander lex; alexandra alex sandra lexi sasha; alfred alf alfie fred; alice ali;
alison ali; amanda mandy; amelia millie milly mia; andrew andy drew; angela angie; anna annie; anne annie;
anthony tony ant; antonia toni; archibald archie; arthur art artie; barbara barb babs; barnaby barney; bartholomew bart;
benjamin ben benny benji; bernard bernie; bernadette bernie; beatrice bea bee trixie; bradley brad;
brendan bren; cameron cam; carol caz; caroline caz carrie lina; catherine cath cathy kate katie kitty;
cassandra cass cassie; cecilia cissy; charles charlie chaz chas chuck; charlotte charlie lottie;
chloe clo; christine chris chrissie tina; christina chris tina chrissie; christopher chris topher kit;
claire clare; constance connie; cynthia cindy; daniel dan danny; danielle dani; david dave davey;
deborah deb debbie debs; declan dec; dennis den denny; derek del; diana di; dominic dom; donald don donnie;
dorothy dot dottie dolly; douglas doug; edith edie; edmund ed ned; edward ed eddie ted teddy ned;
eleanor ellie nell nora; elizabeth liz lizzie beth betty eliza libby bess lisbeth; ella ellie; emily em emmy;
emma em; ernest ernie; esther essie; ethan eth; evelyn evie eve; florence flo florrie flossie;
frances fran frankie; francis frank frankie fran; frederick fred freddie; gabriel gabe; gabrielle gabby;
gareth gaz; gary gaz gazza; geoffrey geoff; george georgie; georgina georgie gina; gerald gerry; gerard gerry;
gillian gill jill; graham gray; gregory greg; gwendolyn gwen; hannah han; harold harry hal;
harriet hattie harry; harrison harry; helen nell; henry harry hal hank; hilary hil; howard howie; hugh hughie;
isaac ike zac; isabel izzy bel; isabella izzy bella; jacob jake; jacqueline jackie jacqui;
james jim jimmy jamie; jane janey; janet jan; janice jan; jasmine jaz jas; jeffrey jeff; jemima jem mima;
jennifer jen jenny jenni; jeremy jez jem jerry; jessica jess jessie; jillian jill; joan joanie; joanna jo joey;
joanne jo; jocelyn joss; john jack johnny jon; jonathan jon jonny; jordan jord; joseph joe joey;
josephine jo josie; joshua josh; joyce joy; judith judy jude; julia jules; julian jules; julie jules;
justin; katherine kath kathy kate katie kitty kat; kathleen kath kathy; kathryn kath kate katie;
kayleigh kay; kenneth ken kenny; kevin kev; kieran kier; kimberley kim; kirsty kirst; lauren loz;
laura loz laurie; lawrence larry laurie; leanne lee; leonard len lenny leo; leslie les; lewis lew;
lillian lil lily; linda lin lindy; louise lou lulu; louis lou louie; lucy luce; lucas luke; lydia lyd;
madeleine maddie; madison maddie; malcolm malc; margaret maggie meg peggy marge madge margie daisy rita;
maria ria; marilyn maz; martha marty; martin marty; mary molly polly mae; matilda tilly mattie;
matthew matt matty; maureen mo; maurice mo; maxwell max; maximilian max; megan meg; melanie mel;
melissa mel lissa; mercedes mercy; michael mike mick micky mikey; michelle shell chelle; mildred millie;
millicent millie; miranda mandy randy; mitchell mitch; miriam mim; mohammed mo; mohammad mo; muhammad mo;
muhammed mo; molly moll; morgan mo; nadia nads; natalie nat; natasha tash tasha; nathan nat nate;
nathaniel nat nate; nicholas nick nicky; nicola nicky nic nikki; nigel nige; norman norm;
olivia liv livvy ollie; oliver ollie olly; oscar oz; pamela pam; patricia pat patsy tricia trish;
patrick pat paddy; pauline paula; penelope penny; peter pete; philip phil pip; phillip phil pip;
philippa pippa pip; phoebe phoebs; prudence prue; rachel rach; raymond ray; rebecca becky bex becca becks;
reginald reg reggie; rhiannon rhi; richard rich dick rick ricky richie; robert rob bob bobby robbie bert;
roberta bobbie; roderick rod; rodney rod; roger rodge; ronald ron ronnie; rosalind ros roz;
rosemary rose rosie; roxanne roxy; rupert rupe; russell russ; ruth ruthie; ryan ry; sabrina bri;
samantha sam sammy; samuel sam sammy; sarah sal sally; sebastian seb; shannon shan; sharon shaz shazza;
sheila shee; shirley shirl; sidney sid; simon si; sophia soph sophie; sophie soph; stacey stace; stanley stan;
stella stell; stephanie steph stevie; stephen steve stevie ste; steven steve stevie ste; stewart stu;
stuart stu; susan sue susie suzy; susannah sue susie zannah; suzanne sue suzy; sylvia syl; tabitha tabby;
terence terry; teresa terry tess tessa; theresa terry tess tessa; theodore theo ted teddy;
thomas tom tommy; timothy tim timmy; tobias toby; tracey trace; valerie val; vanessa ness nessa;
veronica ronnie vera; victor vic; victoria vicky vic tori vix; vincent vince vinny; violet vi; virginia ginny;
vivian viv; vivienne viv; walter walt wally; wendy wend; wilfred wilf fred;
william will bill billy liam willy wills; winifred winnie freda; yvonne von vonny; zachary zac zack zach
`;

const byName = new Map<string, Set<string>>();
for (const family of SHORT_FORMS.trim()
  .split(/\s*;\s*/u)
  .map((line) => line.split(/\s+/u))) {
  // From a short form the way leads to the given names it is short for, and to their other forms.
  for (const name of family) {
    const others = byName.get(name) ?? new Set<string>();
    for (const other of family) if (other !== name) others.add(other);
    byName.set(name, others);
  }
}

const NONE: ReadonlySet<string> = new Set();

/** The other forms, in lower case, of an English given name; none for a name that the table does not have. */
export const nicknamesOf = (given: string): ReadonlySet<string> => byName.get(given.toLowerCase()) ?? NONE;

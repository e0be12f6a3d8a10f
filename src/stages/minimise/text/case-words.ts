/** Words of case notes and of every day that a general lexicon of English may lack, in lower case. */
export const CASE_WORDS: ReadonlySet<string> = new Set(
  (
    'cafe framework abuse abuser access accident account action address adult advice advocate age agency aggression aid alarm alcohol allegation ' +
    'allergy ambulance anger ankle answer anxiety appeal appointment area arm arrest asthma assault assessment asset attack ' +
    'attempt attendance attention authority award aware back bag balance bank bar barn base basis bathroom beach bed bedroom ' +
    'behaviour benefit bike bin birth bite bleed blood board boat body bond bone book bottle bottom box brain bread break breast ' +
    'breath bridge bruise bruises bruising budget building bulletin burn bus business button call cancer capacity car card care ' +
    'carer carers case caseworker cash category cause centre certificate chair change chapter charge check chest chief child ' +
    'children choice church cigarette city claim class clause client clinic clinician clothes club coat code cold colleague ' +
    'college complaint concern concerns condition conference consent consultant contact content control conversation copy core ' +
    'corner cost cot council counsellor country county couple course court cousin cover crash crime crisis criteria cruelty cup ' +
    'custody cut cycle data date daughter day dead deal death debt decision delay demand dentist deposit depression detail ' +
    'development diagnosis diet difficulty dinner director disability discharge disclosure discussion disease disorder dispute ' +
    'distance distress district divorce doctor document dog door dose doubt draft dress drink driver drug drugs duty ear early ' +
    'effect effort elbow elder email emergency emotion employer end enquiry entry environment episode error estate event evidence ' +
    'exam example exit expert eye eyes face fact factor failure family farm father fear fee feedback feeling fell fever field fight ' +
    'figure file film finding finger fire fist flat floor fluid focus food foot force form former foster fracture fraud friend ' +
    'front function fund funeral future game gang garden gate gender gift girl glass goal gold government grief ground group ' +
    'guardian guidance guide gun habit hair half hall hand hands harm head health hearing heart heating heat height help hip ' +
    'history hit hobby hold holiday home homeless hospital hostel hotel hour house household housing humour hunger hurt husband ' +
    'ice idea illness image impact incident income infant infection influence information injuries injury inquest inquiry ' +
    'insight inspector insurance intake interest interview issue item jail job joint journal journey judge jury key kid kids ' +
    'kind kitchen knee knife knowledge lack landlord language law lawyer lead leader leaflet learning leave leg length lesson ' +
    'letter level liaison licence life lift light limb limit line link lip list liver loan local lock log loss lunch machine ' +
    'mail manager manner march marks market marriage match material matter maternal meal meaning means measure meat medication ' +
    'medicine meeting member memory mental message method middle midwife milk mind minute minutes mistake model module moment ' +
    'money month mood morning mother motor mouth move movement music nail name nature neck need needle neglect neighbour nerve ' +
    'net network news night noise nose note notes notice nurse nursery nursing object occasion offence offender office officer ' +
    'official oil older opinion option oral order organisation origin outcome overdose owner page pain panel panic paper parent ' +
    'parents park part partner party past path paternal patient pattern pay peer pen people period permission person persons ' +
    'phone photo picture piece pill place placement plan plate play plea pocket point police policy poor portal position post ' +
    'postcode poverty practice practitioner pregnancy pregnant premises present pressure principal prison privacy problem ' +
    'process product professional profile programme progress project proof property protection provider public pulse pupil ' +
    'quality question questions race range rape rash rate reach reaction reason receipt recent record records recovery reference ' +
    'referral referrer refuge regard relation relationship relative relief religion remand remark rent repair reply report ' +
    'request research resident residence resource response responsibility rest result return reunion review ride right ring risk ' +
    'road role roof room rough route routine rule safe safeguarding safety sample scan scar scene scheme school score scratch ' +
    'screen search season seat section security self sense separation series service services session set severe sex share shelter ' +
    'shift shirt shock shop short shoulder show sibling side sight sign sister site situation size skill skin sleep smell smoke ' +
    'social society sofa soft solicitor son sore source space speech spouse staff stage stairs stamp standard start state ' +
    'statement statute stay step stick stock stomach story strain strangulation strategy street stress strike student study ' +
    'stuff subject substance suicide suicidal summary supervision supervisor supply support surface surgery surname suspect ' +
    'system table tablet talk target task tax teacher team tear teeth telephone temper temperature tenancy tenant term test theft theme ' +
    'therapist therapy thing things threat throat thumb time tip tissue title tobacco toe toilet tone tooth topic total touch ' +
    'tour town toy trace track trade trauma travel treatment trial trip trouble trust truth turn twin type uncle unit update use ' +
    'user vaccine value van vehicle verdict victim video view village violence violent visit visitor visits voice vulnerable wait ' +
    'walk wall warning wash watch water week weekend weight welfare wife window witness woman word words work worker world worry ' +
    'wound wrist writing year years youth young zone english british irish scottish welsh muslim hindu sikh jewish catholic ' +
    'internet website online website facebook instagram snapchat google whatsapp twitter bot user iban ssn zip pin atm asap ceo nan ' +
    'adventure album animal article artist audience autumn background band battery battle beauty birthday bread brand ' +
    'button calendar camera campaign candle capital career castle century champion character charity christmas cinema circle ' +
    'citizen climate coach coast comedy comfort committee community computer concert confidence congestion congress contest ' +
    'cough crowd crown culture customer dance desert design devil dimension dinosaur discipline dragon dream easter eastern economy ' +
    'education edition egg empire energetic energy engine engineer european event exchange expense faith fashion favour feast festival fiction film ' +
    'flag flower forest freedom fruit fuel gallery genre glory grammar grass guitar guilty habit harvest heaven hero hobbit holiday ' +
    'honour horror horse image industry inject insect island jacket jewel journalism jungle justice kingdom lecture legend leisure lemon liberty ' +
    'literature luck magazine magic mountain museum musical mystery myth nasal nation novel ocean opera orchestra painting palace ' +
    'paradise parliament passion pencil personal pilot planet pleasure poem poet poetry pool prayer premier prince princess prize protein ' +
    'protest queen radio rain referendum rescue restaurant revolution rhythm river romance royal salesperson salon science secret ' +
    'secretly senate shadow silence singer snake snow soldier song soul spike spirit spring square stadium star storm suite summer ' +
    'sunshine suspense sword symbol symphony tale talent temple theatre thriller throne thunder tower tradition tragedy treaty treasure tribute ' +
    'trophy union universe valley victory vision volcano voyage wall warning weapon weather wedding wisdom wonder ' +
    'wooden downtown uptown midtown apt suite e-mail desk info zip fax mobile mob tel billing yes okay hello hi hey dear regards please thanks thank sorry sir madam ' +
    'spanish danish swedish finnish turkish slovenian slovakian estonian latvian lithuanian chechen norwegian dutch ' +
    'healthy sleep universal credit voucher vouchers primary secondary special local national royal general mental early help core ramadan eid diwali hanukkah vaisakhi lent ' +
    'calpol nurofen ibuprofen paracetamol ventolin salbutamol ritalin concerta prozac valium xanax zopiclone pregabalin ' +
    'gabapentin subutex suboxone methadone naloxone nexplanon'
  ).split(' '),
);

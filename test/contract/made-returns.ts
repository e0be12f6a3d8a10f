import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Small statutory returns with made-up people, each in a folder of its own. The folder that holds them is given back. */
export async function writeReturns(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'returns-'));
  for (const [form, files] of Object.entries(RETURNS)) {
    await mkdir(join(folder, form));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, form, name), text);
  }
  return folder;
}

const child = (id: string, born: string, rest = ''): string => `
    <Child>
      <ChildIdentifiers>
        <LAchildID>${id}</LAchildID><UPN>Z999888777666</UPN><PersonBirthDate>${born}</PersonBirthDate><Sex>F</Sex>
      </ChildIdentifiers>
      <ChildCharacteristics>
        <Ethnicity>MWAS</Ethnicity><Disabilities><Disability>HEAR</Disability><Disability>AUT</Disability></Disabilities>
      </ChildCharacteristics>
      ${rest}
    </Child>`;

const DETAILS = `<CINdetails>
        <CINreferralDate>2024-02-05</CINreferralDate><ReferralSource>3D</ReferralSource>
        <PrimaryNeedCode>N1</PrimaryNeedCode><CINclosureDate>2024-11-30</CINclosureDate>
        <Assessments>
          <AssessmentActualStartDate>2024-02-07</AssessmentActualStartDate>
          <AssessmentAuthorisationDate>2024-03-01</AssessmentAuthorisationDate>
          <FactorsIdentifiedAtAssessment>
            <AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors>
          </FactorsIdentifiedAtAssessment>
        </Assessments>
        <Section47>
          <S47ActualStartDate>2024-02-20</S47ActualStartDate><DateOfInitialCPC>2024-03-02</DateOfInitialCPC>
        </Section47>
        <ChildProtectionPlans>
          <CPPstartDate>2024-03-02</CPPstartDate><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>
          <Reviews><CPPreviewDate>2024-05-30</CPPreviewDate></Reviews>
          <Reviews><CPPreviewDate>2024-08-29</CPPreviewDate></Reviews>
        </ChildProtectionPlans>
      </CINdetails>`;

const RETURNS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cin-census': {
    'cin_2025.xml': `<?xml version="1.0" encoding="UTF-8"?>
<Message>
  <Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header>
  <Children>${child('CHILD-0001', '2014-03-07', DETAILS)}${child('CHILD-0002', '2015-09-21')}
  </Children>
</Message>
`,
  },
  ctf: {
    'ctf_9994001.xml': `<?xml version="1.0"?>
<CTfile>
  <Header>
    <DocumentName>Common Transfer File</DocumentName><DateTime>2024-09-02T10:00:00</DateTime>
    <SourceSchool><LEA>999</LEA><Estab>4001</Estab><SchoolName>Made Up Primary</SchoolName></SourceSchool>
  </Header>
  <CTFpupilData>
    <Pupil>
      <UPN>Z999888777666</UPN><Surname>Quillon</Surname><Forename>Adamaris</Forename><DOB>2014-03-07</DOB><Sex>F</Sex>
      <StageAssessments><KeyStage><Stage>KS1</Stage></KeyStage></StageAssessments>
    </Pupil>
    <Pupil>
      <UPN>Z999888777667</UPN><Surname>Vane</Surname><Forename>Kit</Forename><DOB>2013-01-30</DOB><Sex>M</Sex>
    </Pupil>
  </CTFpupilData>
</CTfile>
`,
  },
  'school-census': {
    '2024_autumn_pupilnolongeronroll.csv': `pupilnolongeronrolltableid,NativeId,dob,surname,forename,middlenames,formersurname,upn,sex,entrydate,leavingdate,language
row-1,SCH1,2014-Mar-07 00:00:00,Quillon,Adamaris,Jo,Vane,Z999888777666,F,2019-Sep-03 00:00:00,2024-Jul-19 00:00:00,ENG
row-1,SCH2,2013-Jan-30 00:00:00,Vane,Kit,,,Z999888777667,M,2018-Sep-04 00:00:00,2024-Jul-19 00:00:00,POL
`,
    '2024_autumn_addressesoffroll.csv': `pupilnolongeronrolltableid,NativeId,uniquepropertyreferencenumber,postcode
row-1,SCH1,100012345678.0,ZZ3 4QQ
row-1,SCH2,-1.0,ZZ9 9ZZ
`,
    '2024_autumn_termlyexclusionsoffroll.csv': `pupilnolongeronrolltableid,NativeId,startdate,category,senprovision
row-1,SCH1,2023-Nov-09 00:00:00,SUSP,E
`,
  },
  'annex-a': {
    'list_3.csv': `CHILD unique id,Gender,Ethnicity,Date of Birth,Date of referral,Referral Source,Allocated Team,Allocated Worker
C-77001,b) Female,MWAS,07/03/2014,05/02/2024,3D,East Team,Robin Sample
`,
    'list_8.csv': `Child Unique ID,Date of Birth,Does the Child have a Disability,Date Started to be Looked After,Placement postcode,Allocated Worker
C-77001,07/03/2014,a) Yes,01/12/2024,ZZ3 4QQ,Robin Sample
C-77002,30/01/2013,b) No,03/05/2022,,Jo Sample
`,
    'list_10.csv': `Child Unique ID,Date of Birth,Date of Adoption Order
C-77003,21/09/2015,01/06/2024
`,
  },
};

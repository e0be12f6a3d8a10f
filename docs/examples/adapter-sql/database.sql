-- The tables of the council's system that are read, with one person who exists for tests only.
create schema dbo;
create table dbo.dm_persons (person_id bigint primary key, full_name varchar(255) not null, nhs_id numeric(10),
  date_of_birth timestamp, date_of_death timestamp, gender varchar(255), restricted varchar(1),
  full_ethnicity_code varchar(33), religion varchar(80), first_language varchar(100), email_address varchar(240),
  sccv_sexual_orientation varchar(100), mental_health_section_status varchar, deaf_register varchar,
  blind_register varchar, marked_for_deletion boolean default false);
create table dbo.dm_addresses (ref_addresses_people_id integer primary key, person_id numeric(16), address varchar(464),
  post_code varchar(16), unique_id numeric(15), address_type varchar(16), start_date timestamp, end_date timestamp,
  marked_for_deletion boolean default false);
create table dbo.dm_telephone_numbers (telephone_number_id integer, person_id numeric(16) not null,
  telephone_number varchar(32), telephone_number_type varchar(80), marked_for_deletion boolean default false);
create table dbo.dm_disability (disability_id integer, person_id numeric(16) not null, disability_type varchar);
create table dbo.sccv_personal_relationship_type (id bigint primary key, description varchar(300));
create table dbo.sccv_personal_relationship (id bigint primary key, fk_person_id bigint, fk_other_person_id bigint,
  fk_personal_relationship_type_id bigint, is_main_carer varchar(1), is_informal_carer varchar(1),
  parental_responsibility varchar(1), marked_for_deletion boolean default false);
create table dbo.sccv_warning_note (id bigint primary key, person_id bigint not null, note_type varchar(50),
  warning_narrative varchar(1000), status varchar(50), start_date timestamp, end_date timestamp,
  marked_for_deletion boolean default false);
create table dbo.sccv_person_case_status (id bigint primary key, fk_person_id bigint, case_status_type varchar(256),
  notes text, start_date timestamp, end_date timestamp);
create table dbo.sccv_person_case_status_answers (id bigint primary key, fk_person_case_status_id bigint,
  option varchar(512), value varchar(512), start_date timestamp, end_date timestamp, discarded_at timestamp);
create table dbo.sccv_team (id bigint primary key, name varchar(200) not null);
create table dbo.sccv_worker (id bigint primary key, first_name varchar(100), last_name varchar(100), role varchar(200));
create table dbo.sccv_allocations_combined (id bigint primary key, mosaic_id bigint not null, worker_id bigint,
  team_id bigint, case_status varchar(200), summary varchar, allocation_start_date timestamp,
  allocation_end_date timestamp, marked_for_deletion boolean default false);

insert into dbo.dm_persons (person_id, full_name, date_of_birth, gender, full_ethnicity_code)
  values (900001, 'Test Person', '2012-05-06', 'F', 'A.A1');
insert into dbo.dm_addresses (ref_addresses_people_id, person_id, address, post_code, start_date)
  values (1, 900001, '2 Example Street, Exampleton', 'ZZ1 1ZZ', '2019-01-01');
insert into dbo.sccv_warning_note (id, person_id, note_type, warning_narrative, status, start_date)
  values (1, 900001, 'Home visits', 'Visit in pairs.', 'open', '2023-02-01');

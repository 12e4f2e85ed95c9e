-- What an archive has beside the tables of its files. `linked` and `fields` are made by actors.py.

-- Outlets that differ only in capitals are one, which is spelled as it is most often.
set variable spelled = (
    select map_from_entries(list((low, spelled))) from (
        select lower(outlet) as low, arg_max(outlet, n) as spelled
        from (select outlet, count(*) as n from articles where outlet is not null group by all order by outlet)
        group by all having count(*) > 1
    )
);

-- Of articles that tell the same, one counts: the first of those that state most of outlet and day.
create table copies as
select article_id from articles
qualify row_number() over (
    partition by coalesce(copy_of, article_id)
    order by outlet is null, first_day is null, first_day is distinct from last_day, copy_of is not null, article_id
) > 1;

-- Who each name of an article is. A name is that of two people where some articles call it "he" and others "she",
-- where ages do not fit one year of birth (give or take three, for an age may be wrong, or rounded), or where roles
-- lie in two fields and never in one article. An article that does not tell is given to the one whom its outlet names.
create table actors as
with mentions as (
    select article_id, sentence_id, p.name, mention, "end", field,
        mention = 'pronoun' and lower(p.text) in ('he', 'him', 'his', 'himself') as he,
        mention = 'pronoun' and lower(p.text) in ('she', 'her', 'hers', 'herself') as she
    from people p left join fields on term = lower(regexp_extract(role, '[\w-]+$'))
    where p.name is not null and kind = 'named'
),
aged as (
    select article_id, name, max(try_cast(regexp_extract(
        substring(s.text, m."end" - s.start + 1, 8), '^, (\d\d)(?:[,.;]|$)', 1) as integer)) as age
    from mentions m join (from sentences where text glob '*, [0-9][0-9]*') s using (article_id, sentence_id)
    where mention = 'name' group by all
),
signs as (
    select article_id, name, outlet, bool_or(he) as he, bool_or(she) as she, any_value(year(first_day) - age) as born,
        case when count(distinct field) = 1 then max(field) end as field, count(distinct field) > 1 as mixed
    from mentions left join aged using (article_id, name) join articles using (article_id) group by all
    having bool_or(mention = 'name')
),
told as (from signs join linked using (name)),
years as (select distinct actor, born from told where born is not null),
steps as (
    select *, coalesce(born - lag(born) over (partition by actor order by born) > 3, true) as apart from years
),
births as (
    select actor, born, max(case when apart then born end) over (partition by actor order by born) as since from steps
),
whole as (
    select actor, bool_or(he and not she) as any_he, bool_or(she and not he) as any_she,
        count(distinct since) > 1 as by_age, count(distinct field) > 1 and not bool_or(mixed) as by_field
    from told left join births using (actor, born) group by actor
),
marked as (
    select *, any_he and any_she as by_pronoun,
        case when any_he and any_she and he <> she then case when he then 'he' else 'she' end
            when by_age and born is not null then 'born about ' || since
            when by_field and field is not null then field end as mark
    from told join whole using (actor) left join births using (actor, born)
),
outlets as (
    select actor, outlet, any_value(mark) as theirs from marked
    where outlet is not null group by all having count(distinct mark) = 1
)
select article_id, name, actor || coalesce(' (' || coalesce(mark, theirs) || ')', '') as actor,
    case when mark is null and theirs is not null then 'outlet' else how end as how,
    case when not (by_pronoun or by_age or by_field) or mark is not null then sure
        when theirs is not null then least(sure, 0.6) else least(sure, 0.5) end as sure,
    case when he <> she then case when he then 'male' else 'female' end
        when he or by_pronoun then null when any_he then 'male' when any_she then 'female' else gender end as gender
from marked left join outlets using (actor, outlet);

-- Who has no name in an article ("a nurse", "my mother") is nobody that another article could hear as well.
create view spoken as
select q.*, coalesce(a.actor, case when speaker_kind = 'unnamed'
        or regexp_matches(lower(speaker_name), '^(my|your|his|her|our|their) ') then null else speaker_name end) as actor,
    case when speaker_kind = 'named' then coalesce(a.gender, 'not known') end as gender
from (from quotes where kind <> 'scare' and coalesce(status, 'said') in ('said', 'asked')) q
left join actors a on q.article_id = a.article_id and speaker_name = name;

create view named as select p.*, actor, gender from people p join actors a using (article_id, name);
create view printed as from quotes where kind in ('direct', 'mixed');
create view labelled as select * replace (term as label) from labels where category is not null;
create view words as from tokens where word glob '*[a-z]*';

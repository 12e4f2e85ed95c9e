-- The questions to an archive, each under its name. {rows} is the table it is asked of, or {that table} by its name, as
-- far as it is in the selection; {columns} is what is counted by, {keys} are the names of that, {first} is the first.

-- actors
select actor, count(distinct article_id) as articles, string_agg(distinct name, '; ' order by name) as forms,
    max(gender) as gender, min(sure) as sure
from {actors} group by actor order by articles desc, actor

-- coverage
select {columns}, count(*) as articles, count(copy_of) as copies, min(first_day) as first_day,
    max(last_day) as last_day, count(*) filter (first_day is null) as undated,
    count(*) filter (article_id in (select article_id from problems)) as problems
from {articles} group by 1
order by case when typeof({first}) = 'DATE' then {first} end, articles desc, 1

-- sources
with counted as (
    select {columns}, count(*) as n, count(distinct article_id) as articles,
        count(*) filter (kind = 'direct') as direct, count(*) filter (kind <> 'direct') as indirect
    from {rows} group by all
)
select *, (sum(n) over (partition by {group}))::bigint as total from counted where actor is not null
qualify row_number() over (partition by {group} order by n desc, actor) <= coalesce($most, 1000000000)
order by {group}, n desc, actor

-- shares
with counted as (select {columns}, count(*) as n from {rows} group by all)
select *, (sum(n) over (partition by {first}))::bigint as total from counted order by {first}, n desc, {keys}

-- voices
with counted as (
    select {columns}, count(*) filter (voice_kind = 'own') as own, count(*) filter (voice_kind <> 'own') as quoted,
        count(*) as n
    from {rows} group by all
)
from counted qualify row_number() over (partition by {first} order by n desc, {second}) <= $most
order by {first}, n desc, {second}

-- over_time
with counted as (
    select {columns}, count(*) as n, count(distinct article_id) as articles from {rows} group by all
),
every as (select {period} as {first}, count(*) as total from {articles} group by all)
select counted.*, total, n / total as per_article
from counted left join every on counted.{first} is not distinct from every.{first} order by {keys}

-- unheard
select actor, count(*) as mentions, count(distinct article_id) as articles
from {named} group by actor having bool_or(not heard) and not bool_or(coalesce(heard, false))
order by mentions desc, actor limit $most

-- toward
select {columns}, toward from {rows}

-- figures
with told as (
    from {casualties}
    where coalesce(status, '') not in ('negated', 'denied', 'planned', 'hypothetical')
        and subset_of is null and published is not null and ($harm is null or harm = $harm)
        and ($event is null or article_id in (select article_id from articles where event = $event))
)
select published, published_last, harm, low, high, bound, source, source_kind, outlet,
    article_id, sentence_id, start, "end", text,
    coalesce(low, high) > coalesce(max(coalesce(low, high)) over before, -1) as rises
from told window before as (
    partition by harm order by published, article_id, start
    rows between unbounded preceding and 1 preceding
)
order by harm, published, article_id, start

-- event
select event from {casualties} join articles using (article_id)
where event is not null group by event order by count(*) desc, event limit 1

-- quotations
with texts as (
    select text, min(article_id) as low, max(article_id) as high,
        regexp_extract_all(lower(text), '[\w]+') as words
    from {printed} group by text
),
runs as materialized (
    select text, low, high, unnest(list_transform(
        range(1, len(words) - $least + 2), lambda i: hash(list_slice(words, i, i + $least - 1))
    )) as run
    from texts where len(words) >= $least
),
shared as (select run from runs group by run having min(low) <> max(high))
from {printed} where text in (select text from runs where run in (from shared))
order by text, article_id, start limit $most

-- concordance
with phrase as (select unnest($words) as pattern, unnest(range(len($words))) as place),
hit as (
    select sentence_id, min(start) as start, max("end") as "end", first(columns(
        ['article_id', 'voice', 'voice_kind', 'outlet', 'published']) order by place)
    from {tokens} join phrase on word glob pattern
    group by sentence_id, position - place having count(*) = len($words)
)
select hit.article_id, sentence_id, hit.start, hit."end",
    substring(s.text, hit.start - s.start + 1, hit."end" - hit.start) as text,
    trim(substring(s.text, 1, hit.start - s.start)) as "left",
    trim(substring(s.text, hit."end" - s.start + 1)) as "right",
    hit.voice, hit.voice_kind, hit.outlet, hit.published
from hit join sentences s using (sentence_id)
order by hit.published nulls last, hit.article_id, hit.start limit $most

-- keyness
with a as (select word, count(*) as n from {words} group by word),
b as (select word, count(*) as n from {reference} group by word)
select word, coalesce(a.n, 0) as n_target, coalesce(b.n, 0) as n_reference,
    (select sum(n) from a) as size, (select sum(n) from b) as total
from a full join b using (word) where coalesce(a.n, 0) + coalesce(b.n, 0) >= $least order by word

-- collocations
with t as (from {words}),
near as (
    select b.word as collocate, count(*) as n from t a join t b on a.sentence_id = b.sentence_id
        and a.position <> b.position and b.position between a.position - $window and a.position + $window
    where a.word = $word group by b.word having count(*) >= $least
),
w as (select word, count(*) as n from t group by word)
select collocate, near.n, (select n from w where word = $word) as n_word, w.n as n_collocate,
    (select sum(n) from w) as total
from near join w on w.word = collocate

-- dispersion
with t as (from {words}),
size as (select article_id, count(*) / sum(count(*)) over () as s from t group by article_id),
seen as (select word, article_id, count(*) as n from t where list_contains($words, word) group by all),
share as (select *, n / sum(n) over (partition by word) as v from seen)
select word, sum(n)::bigint as n, count(*) as articles, (select count(*) from size) as parts,
    0.5 * (sum(abs(v - s)) + 1 - sum(s)) as dp
from share join size using (article_id) group by word order by n desc, word

-- first_behind
with chosen as (select article_id, sentence_id, start, text, outlet, published, {columns} from {rows})
select row, article_id, sentence_id, start, text, outlet, published from chosen join wanted on {same}
qualify row_number() over (partition by row order by published nulls last, article_id, start) <= $most
order by row, published nulls last, article_id, start

-- passages
from {rows} order by {order} limit $most

-- sentences
select sentence_id, text as sentence, start as begins from {sentences} where sentence_id in (from wanted)

-- names
select name, count(distinct article_id) as articles
from people where name is not null and kind = 'named' group by name order by articles desc, name

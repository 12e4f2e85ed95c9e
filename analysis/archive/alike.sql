-- The articles whose sketch has a band of 16 bytes in common with that of another one, in order: copies are among them.
with sketches as (
    select parse_filename(filename, true) as part, file_row_number as place, article_id, sketch
    from read_parquet($files, filename = true, file_row_number = true)
),
bands as (
    select part, place, band, sketch[16 * band + 1 : 16 * band + 16] as words from sketches, range($bands) as t(band)
),
shared as (select band, words from bands group by all having count(*) > 1)
select part, article_id, sketch from sketches
where (part, place) in (select (part, place) from bands join shared using (band, words))
order by part, place

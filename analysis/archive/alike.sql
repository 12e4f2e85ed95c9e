-- The articles whose sketch has the 16 bytes of one band in common with that of another one: copies are among them.
with bands as (select part, place, hash(sketch[16 * $band + 1 : 16 * $band + 16]) as words from sketches),
shared as (select words from bands group by words having count(*) > 1)
insert into alike select part, place from bands semi join shared using (words)

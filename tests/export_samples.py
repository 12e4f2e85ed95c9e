"""Small exports in the layouts of news databases, written by us: two invented articles in each."""

ONE = (
    "The dam at Holm broke on Monday, and two streets were flooded.",
    "“We had no warning,” said Odette Varga, the mayor.",
)
TWO = (
    "Location: the pier is closed. Nobody was asked.",
    "Ferries to the islands will stop in March, the operator said.",
)
TITLES = ("Dam breaks at Holm", "Ferries to stop in March")
QUOTES = ("\\'93", "\\'94")
TEXTS = ["\n".join(ONE), "\n".join(TWO)]

LEXISNEXIS_TXT = f"""



Download Request: Selected Items: 1-2
Time Of Request: Friday, March 20, 2020  16:51:31

Terms: (DATE(>=2020-03-01) and (dam))


                               1 of 2 DOCUMENTS



                            The Holm Lantern (Arden)

                            March 3, 2020 Tuesday
                                   Edition 1;
                                    Scotland

{TITLES[0]}

BYLINE: By Danny Okafor

SECTION: NEWS; Pg. 6

LENGTH: 355 words


The dam at Holm broke on Monday, and
two streets were flooded.

“We had no warning,” said Odette Varga,
the mayor.

LOAD-DATE: March 4, 2020

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                    Copyright 2020 Lantern Newspapers Ltd
                              All Rights Reserved

                               2 of 2 DOCUMENTS


     Copyright 2020 The Sound Company
                              All Rights Reserved

                              The Sound

                             March 4, 2020 Wednesday
                                 Late Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 120 words

HEADLINE: {TITLES[1]}

BYLINE: Mara Lind; Ida Brandt

BODY:

{TWO[0]}

{TWO[1]}

LOAD-DATE: March 4, 2020
"""

NEXIS_LINES = f"""User Name: = 123
Date and Time: Friday, 20 March 2020 10:00:00 AM GMT
Job Number: 112233
Narrowed by:
Language: English; Publication Type: Newspapers
Documents (2)
1. {TITLES[0]}
Client/Matter: -None-
Search Terms: dam
2. {TITLES[1]}
Client/Matter: -None-
Search Terms: dam
{TITLES[0]}
The Holm Lantern (Arden)
March 3, 2020 Tuesday 6:00 AM GMT

Copyright 2020 Lantern Newspapers Ltd All Rights Reserved
Section: NEWS; Version:1
Length: 355 words
Byline: Danny Okafor
Highlight: The mayor says nobody told her
Body

{ONE[0]}
{ONE[1]}
Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: DAMS (90%); MAYORS (70%)
Load-Date: March 4, 2020

End of Document
{TITLES[1]}
The Sound
March 4, 2020 Wednesday
Late Edition

Copyright 2020 The Sound Company
Section: A; Pg. 1
Length: 120 words
Byline: By Mara Lind and Ida Brandt
Body
{TWO[0]}
{TWO[1]}
Load-Date: March 4, 2020

End of Document
"""

FACTIVA_CODES = f"""HD  {TITLES[0]}
BY  By Danny Okafor
WC  355 words
PD  3 March 2020
ET  15:32
SN  The Holm Lantern
SC  HOLM
LA  English
CY  (c) 2020 Lantern Newspapers

LP  {ONE[0]}

TD  {ONE[1]}

NS  gcat : Political/General News
RE  arden : Arden
PUB Lantern Newspapers
AN  Document HOLM000020200303eg3300001

SE  News
HD  {TITLES[1]}
BY  Mara Lind; Ida Brandt
WC  120 words
PD  4 March 2020
SN  The Sound
LA  English
LP
{TWO[0]}

TD
{TWO[1]}

AN
Document SOUND00020200304eg340000x

Search Summary
Text dam
"""

FACTIVA_FULL = f"""Factiva

News
{TITLES[0]}
By Danny Okafor
355 words
3 March 2020
15:32
The Holm Lantern
HOLM
English
(c) 2020 Lantern Newspapers
{ONE[0]}
{ONE[1]}
Lantern Newspapers Ltd
Document HOLM000020200303eg3300001
Page 1 of 2 © 2020 Factiva, Inc. All rights reserved.
{TITLES[1]}
Mara Lind
120 words
4 March 2020
The Sound
SOUND
English
Copyright 2020. The Sound Company. All Rights Reserved.
{TWO[0]}
{TWO[1]}
Document SOUND00020200304eg340000x
"""

PROQUEST_TXT = f"""____________________________________________________________

Document 1 of 2

{TITLES[0]}

Author: Okafor, Danny

Publication info: The Holm Lantern; Holm (Arden) [Holm (Arden)]03 Mar 2020: 6.

http://search.example.org/docview/1

Links: http://resolver.example.org/1

Full text: {ONE[0]}
{ONE[1]}

Subject: Dams; Mayors

Location: Arden

Title: {TITLES[0]}

Publication title: The Holm Lantern; Holm (Arden)

First page: 6

Section: News

Publication date: Mar 3, 2020

ProQuest document ID: 111

Document URL: http://search.example.org/docview/1

Word count: 355

____________________________________________________________

Document 2 of 2

{TITLES[1]}

Author: Lind, Mara

Full text: {TWO[0]}

{TWO[1]}

Title: {TITLES[1]}

Publication title: The Sound

Publication date: Mar 4, 2020

ProQuest document ID: 222

Word count: 120

Last updated: 2020-03-05

Database: Global Newsstream

____________________________________________________________

Contact us at: http://www.example.org  Copyright © 2020 Example. All rights reserved.
"""

EUROPRESSE_NEW = f"""<html><head><title>Europresse</title></head><body>
<article><header><div class="rdp__DocPublicationName">
<span class="DocPublicationName">The Holm Lantern, no. 1203</span></div>
<span class="DocHeader">News, mardi 3 mars 2020 355 mots, p. 6</span>
<div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">{TITLES[0]}</p></div>
<div class="docAuthors">Danny Okafor</div></header>
<section><div class="docOcurrContainer"><p>{ONE[0]}</p><p>{ONE[1]}</p></div></section>
<footer><div class="publiC-lblNodoc">news·20200303·HO·1</div></footer></article>
<article><header><span class="DocPublicationName">The Sound</span>
<span class="DocHeader">mercredi 4 mars 2020 120 mots</span>
<p class="titreArticleVisu">{TITLES[1]}</p><p class="sm-margin-bottomNews">Mara Lind</p></header>
<div class="docOcurrContainer"><p>{TWO[0]}</p><p>{TWO[1]}</p></div></article>
</body></html>"""

EUROPRESSE_OLD = f"""<html><head></head><body><table><tr><td><table><tr><td>logo</td></tr></table>
<span class="DocPublicationName">The Holm Lantern, no. 1203</span><br><span class="DocHeader">News, </span><span
class="DocHeader">mardi </span><span class="DocHeader">3 mars 2020</span><span class="DocHeader">, p. 06</span><br><br>
<span class="TitreArticleVisu">{TITLES[0]}</span><br><br>Danny Okafor<br><p></p>{ONE[0]}<p></p>{ONE[1]}<p></p>
<b><i>© 2020 Lantern. Tous droits réservés.</i></b><p></p>Numéro de document : news·20200303·HO·1<br></td></tr></table>
<p><table><tr><td><span class="DocPublicationName">The Sound</span><br>
<span class="DocHeader">mercredi 4 mars 2020</span>
<br><span class="TitreArticleVisu">{TITLES[1]}</span><br><br>Mara Lind<br><p></p>{TWO[0]}<p></p>{TWO[1]}<p></p>
<b><i>© 2020 Sound. Tous droits réservés.</i></b></td></tr></table></body></html>"""

FACTIVA_HTML = (
    "<html><head><title>Factiva</title></head><body><h1>Factiva</h1>"
    + "".join(
        '<div class="article enArticle"><table>'
        + "".join(
            f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>' for code, value in rows
        )
        + "</table></div>"
        for rows in (
            [
                ("HD", f"<b class='enHeadline'>{TITLES[0]}</b>"),
                *(
                    ("BY", "By Danny Okafor"),
                    ("WC", "355 words"),
                    ("PD", "3 March 2020"),
                    ("SN", "The Holm Lantern"),
                ),
                *(("LP", f"<p>{ONE[0]}</p>"), ("TD", f"<p>{ONE[1]}</p>"), ("RE", "arden : Arden")),
                ("AN", "Document HOLM000020200303eg3300001"),
            ],
            [
                ("SE", "News"),
                ("HD", TITLES[1]),
                *(
                    ("BY", "Mara Lind; Ida Brandt"),
                    ("WC", "120 words"),
                    ("PD", "4 March 2020"),
                    ("SN", "The Sound"),
                ),
                *(("LP", f"<p>{TWO[0]}</p>"), ("TD", f"<p>{TWO[1]}</p>")),
                ("AN", "Document SOUND00020200304eg340000x"),
            ],
        )
    )
    + "</body></html>"
)

FACTIVA_HTML_FULL = (
    "<html><head><title>Factiva</title></head><body><h1>Dow Jones Factiva</h1>"
    + "".join(
        f'<div id="article-{number}" class="article"><div class="article enArticle"><div>News; 1</div>'
        f'<div id="hd"><span class="enHeadline">{title}</span></div><div class="author">{by}</div>'
        f"<div>{words} words</div>"
        f"<div>{day} March 2020</div><div>{outlet}</div><div>CODE</div><div>English</div>"
        f"<div>Copyright 2020 {outlet}. All Rights Reserved.</div>"
        + "".join(f'<p class="articleParagraph enarticleParagraph">{p}</p>' for p in text)
        + f"<p>Document CODE00002020030{day}eg33000{number}x</p></div></div>"
        for number, title, by, words, day, outlet, text in (
            (1, TITLES[0], "By Danny Okafor", 355, 3, "The Holm Lantern", ONE),
            (2, TITLES[1], "By Mara Lind", 120, 4, "The Sound", TWO),
        )
    )
    + "</body></html>"
)


def as_page(text: str) -> str:
    """Give lines as the paragraphs of a page."""
    return (
        "<html><body>" + "".join(f"<div><p>{line}</p></div>" for line in text.splitlines()) + "</body></html>"
    )


def as_rtf(text: str) -> str:
    """Give lines as the paragraphs of an RTF file."""
    escaped = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    return "{\\rtf1\\ansi\\deff0\n" + escaped.replace("\n", "\\par\n") + "\\par\n}"


def _each(layout) -> str:
    """Give both articles in a layout: number, title, outlet, day, byline, words and paragraphs of each."""
    told = (("Holm Lantern", 3, "Danny Okafor", 355, ONE), ("Sound", 4, "Mia Lind", 120, TWO))
    return "".join(
        layout(n, title, f"The {outlet}", day, byline, words, text)
        for n, (title, (outlet, day, byline, words, text)) in enumerate(zip(TITLES, told, strict=True), 1)
    )


ACADEMIC_TXT = "Download Request: All Documents: 1-2\n\n\nTerms: (((dam AND ferry)OR(pier))\n\n\n" + _each(
    lambda n, title, outlet, day, byline, words, text: (
        f"""
                               {n} of 2 DOCUMENTS


     Copyright 2020 Lantern.Interactive Company, LLC d/b/a
                            Lantern Digital
                              All Rights Reserved

                              {outlet}

                             March {day}, 2020 Tuesday
                                 Met 2 Edition

SECTION: A-SECTION; Pg. A01

LENGTH: {words} words

HEADLINE: {title}

BYLINE: {byline}

BODY:

{text[0]}

{text[1]}

GRAPHIC: PHOTO of the pier

LOAD-DATE: March 9, 2020
"""
    )
)

ACADEMIC_RTF = (
    "{\\rtf1\\ansi\\deff0\n{\\fonttbl{\\f0\\fmodern Courier;}}\n{\\*\\LXNComment 1:2}Download Request: 1-2\n\\par "
    + _each(
        lambda n, title, outlet, day, byline, words, text: (
            rf"""{{
\header \pard \f1 Page \chpgn \qr
\par \pard \f1 {title} {outlet} March {day}, 2020 Tuesday \qc
\par }}{{\*\bkmkstart DOC_ID_{n}}}\pard \qc {n} of 2 DOCUMENTS
\par \pard
\par \pard {{\*\shppict{{\pict\pngblip
89504e470d0a1a0a}}}}
\par \pard {outlet}
\par \pard
\par \cf17 \b March\cf \b0  {day}, 2020 Tuesday
\par \pard Met 2 Edition
\par \b LENGTH: \b0 {words} words
\par \b HEADLINE: \b0 {title}
\par \b BYLINE: \b0 {byline}
\par \b  BODY: \b0
\par \pard {text[0]}
\par \pard
\par \pard {text[1].replace("“", QUOTES[0]).replace("”", QUOTES[1])}
\par \b LOAD-DATE: \b0 March 9, 2020
\par """
        )
    )
    + "}"
)

NEXIS_GERMAN_HTML = (
    "<HTML><HEAD><TITLE>&nbsp;</TITLE></HEAD><BODY><DIV><P>Download Request: 1-2<BR>Terms: (a OR b)</P></DIV>"
    + _each(
        lambda n, title, outlet, day, byline, words, text: (
            f"""<A NAME="DOC_ID_{n}_0"></A><!-- Hide XML section
<DOC NUMBER=1> --><BR><DIV><P><SPAN>{n} of 2 DOCUMENTS</SPAN></P></DIV>
<BR><DIV><BR><P><IMG SRC="logo" ALT="logo"><BR><SPAN>{outlet}</SPAN></P></DIV>
<BR><DIV><P><SPAN>{day}.</SPAN><SPAN> M&auml;rz 2020 Montag 9:50 PM GMT+1</SPAN><SPAN>&nbsp;</SPAN></P></DIV>
<BR><DIV><P><SPAN>{title}</SPAN></P></DIV>
<BR><DIV><P><SPAN>AUTOR: </SPAN><SPAN>{byline}</SPAN></P></DIV>
<BR><DIV><P><SPAN>L&Auml;NGE: </SPAN><SPAN>{words} words</SPAN></P></DIV>
<BR><DIV><BR><P><SPAN>HIGHLIGHT:</SPAN><SPAN>&nbsp;What stands above the article.<BR></SPAN></P></DIV>
<BR><DIV><P><SPAN>{text[0]}</SPAN></P>
<P><SPAN>{text[1]}</SPAN></P></DIV>
<BR><DIV><P><SPAN>UPDATE: </SPAN><SPAN>28. M&auml;rz 2020</SPAN></P></DIV>
<BR><DIV><P><SPAN>ZEITUNGS-CODE: </SPAN><SPAN>hol</SPAN></P></DIV>
<BR><DIV><P><SPAN>Copyright 2020 Laterne GmbH<BR>Alle Rechte vorbehalten</SPAN></P></DIV>"""
        )
    )
)

FACTIVA_GERMAN_HTML = "<!DOCTYPE html><html><head><title>Factiva</title></head><body>" + _each(
    lambda n, title, outlet, day, byline, words, text: (
        f"""<div id="article-holm{n}" class="article">
<div class="article deArticle"><p><div id="hd"><span class='deHeadline'>
{title}
</span></div><div class="author">{byline}</div><div>{words} words</div><div>{day} März 2020</div><div>19:51</div>
<div>{outlet}</div><div>HOL</div><div>Deutsch</div><div>(c) 2020 Lantern Limited</div></p>
<p class="articleParagraph dearticleParagraph">
{text[0]}
</p><p class="articleParagraph dearticleParagraph">
{text[1]}
</p><p>Lantern Ltd.</p><p>Dokument holm00002002030{n}dy5h0066a</p></div></div><br/>"""
    )
)

PROQUEST_PAGE = (
    "<!DOCTYPE html><html><head><title>ProQuest Export</title></head><body><div>Ida sent you the following:</div>"
    + _each(
        lambda n, title, outlet, day, byline, words, text: (
            f"""<div style="border-bottom:2px">
<a name="DocID_MSTAR_{n}"></a><p></p><p style="font-weight:bold;">{title}</p><p><strong>Author:  </strong>{byline}</p>
<p><strong>Publication info:  </strong>{outlet} ; Holm [Holm]0{day} Mar 2020: AA.2.</p>
<p><a href="https://search.example">ProQuest document link</a></p><p><strong>Abstract:  </strong><body></p>
<p>The dam, in short.</p><p></body></p><div><strong>Links: </strong><a href="https://library.example">Links</a></div>
<p><strong>Full text: </strong><Text WordCount="{words}"><html><head><title></title></head><body><p>{text[0]}</p>
<p>{text[1]}</p></body></html></Text></p><p><strong>Subject: </strong>Dams</p>
<p><strong>Word count: </strong>{words}</p><p><strong>Publication title: </strong>{outlet}; Holm</p>
<p><strong>Publication date: </strong>Mar {day}, 2020</p><p><strong>ProQuest document ID: </strong>25143997{n}</p>
<p><strong>Database: </strong>Dailies</p></div>"""
        )
    )
)
PROQUEST_MAIL = f"""From: <noreply@export.example>
To: ida@press.example
Subject: Your research
Date: Sun, 5 Jul 2020 01:02:03 -0400
MIME-Version: 1.0
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: 8bit

{PROQUEST_PAGE}"""

_SAID = list(
    zip(
        TITLES,
        ("D. Okafor", "Ann Lind"),
        ("The Holm Lantern", "The Sound"),
        (3, 4),
        ("355", "120"),
        TEXTS,
        strict=True,
    )
)
NEWSBANK = "\n\n".join(
    f"{title}\nMarch {day}, 2020 | {outlet} (Arden)\nAuthor/Byline: {byline} | Section: News | {length} Words\nPage: 2\n"
    f"OpenURL Link\n\n{text}\n\n• Citation (AGLC Style)\n{byline}, '{title}', {outlet} (online)\n‹https://db.example/{day}›\n"
    f"Copyright (c) 2020 {outlet}"
    for title, byline, outlet, day, length, text in _SAID
)
GALE = "\n\n\n".join(
    f"{title}\nDate: Mar. {day}, 2020\nFrom: {outlet}(Issue 412)\nPublisher: Holm Press\nDocument Type: Article\nLength: {length} words\n"
    f"Byline: {byline}\n\nFull Text: \n{text}\n\nCopyright: COPYRIGHT 2020 Holm Press\nhttps://db.example\nSource Citation\n"
    f"{byline}. {title}. Gale OneFile: News.\nGale Document Number: GALE|A00{day}"
    for title, byline, outlet, day, length, text in _SAID
)
LABELLED = "\n\n".join(
    f"Headline: {title}\nByline: {byline}\nSource: {outlet}\nDate: {day} March 2020\nWord count: {length}\n"
    f"Accession Number: 00{day}\nFull Text: {text}"
    for title, byline, outlet, day, length, text in _SAID
)


EXPORTS = {
    "newsbank.txt": NEWSBANK,
    "gale.txt": GALE,
    "labelled.txt": LABELLED,
    "academic.txt": ACADEMIC_TXT,
    "academic.rtf": ACADEMIC_RTF,
    "nexis_german.html": NEXIS_GERMAN_HTML,
    "factiva_german.html": FACTIVA_GERMAN_HTML,
    "proquest_page.html": PROQUEST_PAGE,
    "proquest.eml": PROQUEST_MAIL,
    "lexisnexis.txt": LEXISNEXIS_TXT,
    "lexisnexis.html": as_page(
        LEXISNEXIS_TXT.replace("and\ntwo", "and two").replace("Varga,\nthe", "Varga, the")
    ),
    "nexis.txt": NEXIS_LINES,
    "nexis.rtf": as_rtf(NEXIS_LINES),
    "nexis.docx": NEXIS_LINES,
    "factiva_codes.txt": FACTIVA_CODES,
    "factiva_codes.rtf": as_rtf(FACTIVA_CODES),
    "factiva_codes.html": FACTIVA_HTML,
    "factiva_full.txt": FACTIVA_FULL,
    "factiva_full.rtf": as_rtf(FACTIVA_FULL),
    "factiva_full.html": FACTIVA_HTML_FULL,
    "proquest.txt": PROQUEST_TXT,
    "proquest.html": as_page(PROQUEST_TXT),
    "europresse_new.html": EUROPRESSE_NEW,
    "europresse_old.html": EUROPRESSE_OLD,
}

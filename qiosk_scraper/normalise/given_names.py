"""Given names of many countries, by which a surname that is a word of houses is known: Vera Bank is a person, Larkfield
Bank is none. Names that are towns with papers of their own (Madison, Orlando, Sydney) are left out."""

from __future__ import annotations

from qiosk_scraper.normalise.given_names_more import MORE_GIVEN_NAMES

_NAMES = """
    aaron ada adam adrian adriana agnes agnieszka ahmed aisha akira alan albert alberto alejandra alejandro
    alessandro alessia alex alexander alexandra alexandre alexey alexis alfred ali alice alicia alina alison ama
    amanda amara amber amelia amina amir amit amy ana anastasia andre andrea andreas andreea andrei andrew
    andrey andrés angela angelina anil anita anja anjali ann anna anne annette annika anthony antoine anton
    antonia antonio anya april arjun armando arnaud arthur arturo asha ashley astrid aurora aurélie ayesha ayşe
    azmat barbara bart beata beatrice beatriz ben benjamin benoît bernard bernd bertrand beth bettina betty bill
    birgit bob bogdan boris brandon brenda brian bridget brigitte bruce bruno bryan camila camille carl carla
    carlo carlos carmen carol carolina caroline catalina catherine cathy cecilia celia cesar chantal charles
    chen chiara chidi chinua chloe chris christian christina christine christoph christophe christopher cindy
    claire clara clarence claudia claudio claus clive clyfford colin connor corinne craig cristian cristina
    curtis cynthia cécile dagmar dalia daniel daniela daniele danielle dario darren dave david deborah debra
    denis denise dennis derek devin diana diane didier diego dieter dimitri dina dirk dmitry dominic dominik
    dominique donald donna dora doris dorothy doug douglas duncan dylan earl eddie edgar edith eduardo edward
    eileen elaine eleanor elena eleni elias elif elijah elisa elisabeth elise eliza elizabeth ella ellen elsa
    elvira emily emma emmanuel enrico enrique eric erica erich erik erika ernest ernst esther ethan eugene eva
    evan eve evelyn eyal fabian fabio fahad faisal farah farid farida fatima fatma federica federico felicia
    felipe felix ferdinand fernanda fernando filip fiona florian fran frances francesca francesco francine
    francis francisco frank franz françois françoise fred frederic frederick freya friedrich fritz frédéric
    gabriel gabriela gabriella gabrielle gareth gary gavin gemma geoff geoffrey george georgia gerald gerard
    gerhard gianluca giorgio giovanna giovanni giulia giuseppe glen glenn gloria gonzalo gordon grace graham
    greg gregory greta gretchen grzegorz guido guillaume guillermo gunter gustav gustavo guy günter hal hamza hana hanna
    hannah hans harald harold harriet harry hasan hassan hazel heather hector heidi heike heinrich heinz helen
    helena helene helga helmut henri henrik henry herbert hermann hilary hilda hiroshi holger holly horst howard
    hugh hugo hussein ian ibrahim ida ignacio igor ilona imani imran ines inga ingrid inès irene irina iris irma
    isaac isabel isabella isabelle ismail ivan ivana ivo jaap jack jackie jacob jacqueline jacques jaime jakob
    jakub james jamie jan jana jane janet janice jaroslav jasmine jason javier jay jean jeanne jeff jeffrey
    jelena jennifer jens jeremy jerome jerry jesse jessica jesús jill jim jimmy jiří joachim joan joana joanna
    joanne joaquín jochen joe joel joelle joey johan johann johanna johannes john johnny jon jonas jonathan
    jorge josef joseph josephine josh joshua josé joyce joão juan juana judith judy jules julia julian juliana
    julie julien juliet julio julius june justin justine jérôme jürgen kai kamal kamil karan karen karim karin
    karina karl karla karolina karsten kasia katarina katarzyna kate katharina katherine kathleen kathryn kathy
    katie katja katrin kay keith kelly kemal ken kendra kenji kenneth kent kerstin kevin khalid kim kirsten
    klara klaus kofi konrad kristen kristian kristin kristina kurt kwame kyle laila lara larry lars laura lauren
    laurence laurent layla lea leah leila lena leo leon leonard leonardo leslie leticia lewis liam lidia lila
    lili lilian liliana lillian lily lina linda lindsay lisa liv livia liz lois lola lorenzo loretta lorna
    lothar lotte lou louis louisa louise luc luca lucas lucia luciana lucie lucille lucy ludwig luis luisa luiz
    lukas luke lydia lynn mabel maciej maddie magda magdalena magnus mahmoud manfred manoj manuel manuela mara
    marc marcel marcela marcelo marcia marcin marco marcos marcus margaret margarita margot maria mariam marian
    mariana marianne marie marina mario marion marisa marissa marit marius marjorie mark markus marlene marta
    martha martin martina marvin mary maryam maría mateo mateusz mathias mathieu matt matteo matthew matthias
    maureen maurice mauricio mauro max maxim maxime maya megan mehmet melanie melinda melissa mercedes meredith
    mia michael michaela michal michel michele michelle miguel mikael mike mikhail mila milan milena miles
    milton mina mira miranda miriam mirjam mitchell mohamed mohammad mohammed molly mona monica monika monique
    morgan moritz muhammad murat mustafa myriam nadia nadine nancy naomi natalia natalie natasha nathalie nathan
    nathaniel ned neha neil nell nelson ngozi nicholas nick nico nicola nicolas nicole nigel nikhil nikita
    nikola nikolai nils nina noah noel noemi nora norbert norma norman olaf oleg olga oliver olivia olivier omar
    oscar oskar osman otto owen pablo pamela paola paolo pascal patrice patricia patrick patrik paul paula
    paulina pauline paulo pavel pedro peggy penelope penny per peter petra phil philip philipp philippe phillip
    phoebe pia pierre pilar piotr pippa priya quentin rachel radek rafael ragnar rahul raj rajesh ralf ralph
    ramón randy raphael raquel ravi ray raymond raúl rebecca regina reiner reinhard renata renate rené renée
    reza ricardo richard rick rita rob robert roberta roberto robin rodney rodolfo rodrigo roger roland rolf
    roman ron ronald ronnie rosa rosalind rosario rose rosemary ross roxanne roy ruben rudolf rupert russell
    ruth ryan sabina sabine sabrina sally salma sam samantha sami samir samuel sandra sanjay sara sarah sasha
    saskia scott sean sebastian sebastián serge sergei sergey sergio shane shannon sharon shaun sheila sherry
    shirley sidney sigrid silke silvia simon simona simone sipho sofia sofie solveig sonia sonja sophia sophie
    stacey stanley stefan stefania stefanie stella stephan stephanie stephen steve steven stuart stéphane sue
    suleiman sunil susan susana susanna susanne suzanne sven svetlana sylvia sylvie søren tamara tania tanja
    tanya tara tariq tatiana ted terence teresa terry tessa thandi thea theo theodore theresa thierry thomas
    thorsten thérèse tiago tim timothy tina tobias todd tom tomas tomasz tommy tomás toni tony torsten tracy
    trevor tristan tunde tyler ulf ulrich ulrike uma ursula ute uwe valentin valentina valeria valerie vanessa
    vera verena veronica vicente vicki victor victoria vijay vikram viktor vincent viola violet virginia vivian
    vivien vladimir véronique walter wanda wendy werner wilhelm will william willy wolfgang xavier yasmin
    yasmine yolanda youssef yusuf yves yvette yvonne zainab zoe zofia zoé zuzana
"""
GIVEN_NAMES: frozenset[str] = frozenset(_NAMES.split())

_SURNAMES = """
    advertiser anzeiger bank bombeiros bomberos bulletin comune corriere courier daily dispatch enquirer examiner
    gemeinde herald kommun kommune kurier march may museo north page pompiers post press sentinel stadt stampa stock
    teatro watch weekly west zoo
"""
_NOUN_SURNAMES: frozenset[str] = frozenset(_SURNAMES.split())
"""Words of houses, places and months that are surnames, too."""


def bears_a_noun(text: str) -> bool:
    """Whether `text` is a given name (and second ones, or initials) before a surname that is a word of houses."""
    words = text.split()
    if not 2 <= len(words) <= 4 or words[-1].lower().rstrip(".,;") not in _NOUN_SURNAMES:
        return False
    return (
        all(
            word[0].isupper() and ((bare := word.lower().rstrip(".")) in GIVEN_NAMES or (len(bare) == 1 and at > 0))
            for at, part in enumerate(words[:-1])
            for word in part.split("-")
            if word
        )
        and words[-1][0].isupper()
    )


def bears_given_name(text: str, *, family_first: bool = False) -> bool:
    """Whether a name begins with a given name of the table, or with an initial: `Anne-Marie Roe`, `J. Roe`.
    `family_first`: in whatever language, and at its end as well: `Nagy Béla`."""
    words = text.lower().split()
    first = words[0]
    if first.split("-")[0] in GIVEN_NAMES or (len(first) == 2 and first[0].isalpha() and first[1] == "."):
        return True
    return family_first and any(word in MORE_GIVEN_NAMES or word in GIVEN_NAMES for word in (first, words[-1]))

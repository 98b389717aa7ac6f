"""Common first names and surnames in the Netherlands, by which the guard knows a column of people.

First names that are also common Dutch words, months or places are left out.
"""

FIRST_NAMES = frozenset(
    """
jan johannes cornelis hendrik henk willem wim pieter piet gerrit jacobus jacob jaap dirk kees cees arie adriaan
adrianus antonius anton toon theo theodorus gerardus gerard ger bert lambertus albert albertus bertus barend bernard
bernardus ben herman hermanus harm harrie harry frans franciscus frank fred frederik frits geert gert gijs gijsbert
hans jeroen joop johan joost jos jozef leendert leo leonardus louis lodewijk maarten martin martinus marinus rinus nico
nicolaas klaas paul paulus peter petrus rené rob robert roelof roel rudolf ruud simon sjaak sjoerd stefan steven teun
thijs thomas tom tonnie ton ties tim wouter wilhelmus wiebe wietse evert egbert everdina engbert eduard edwin erik eric
erwin emiel guus gerben germen hidde ies igor ivo jelle jesse jurgen jorrit jasper jeffrey kevin koen koos lars luuk
luc lucas lukas mark marc marcel marco mathijs matthijs michael michel michiel mike milan niels nick noah daan sem bram
finn levi luca mees jayden liam james benjamin adam boaz stijn teunis tjeerd douwe sietse sybren sipke hessel wessel
onno otto olaf patrick pascal raymond remco richard robin roy ronald ron rik rick ruben sander sebastiaan vincent victor
walter wilfred willy yannick youri dennis danny david daniel diederik casper christiaan chris arjan arjen arnold arno
alex alexander andré andreas anne antoon auke axel bas bastiaan bart berend bob boudewijn gerhard gerhardus johann
jannes jans jannie lubbert derk gradus graads mannes albertje
maria johanna anna cornelia elisabeth elizabeth wilhelmina hendrika catharina adriana margaretha petronella jacoba
geertruida gerarda antonia theodora francisca helena alida annie ans anneke annemarie annemieke annelies anita angela
angelique astrid agnes aleida aaltje aukje antje betsie betty bep bets berendina carla carolien caroline christina
christine cora corrie coby diana dien dina dineke dinie dora doortje edith els elly ellie ellen elsje emma esther eva
evelien femke fenna floor fleur francien geertje gerda gerdien gerry gesina greet greetje grietje gré gusta hanneke
hannie harriet heleen helma henny hennie hendrikje hermina hetty hilda hilde ilse inge ingrid ineke ina irene iris
jacqueline janneke jannetje jantje janny jeanne jeannette jenny jessica jet jettie joke jolanda josé judith julia
karin karlijn katrien kim klaartje kitty laura leny leonie lia lianne lidwien lien lies liesbeth linda lisa lotte loes
louise lucia lucy maaike maartje mandy margriet margreet marga marian marianne marie marieke mariëlle marijke marion
marja marjan marjolein marjo marlies martha martine mathilde meike melanie mia mieke mien miep milou minke miranda
mirjam monique myrthe nancy natasja nel nelly nellie nicole nienke noor olga patricia paula petra pauline pietje
ria riek rika riet rita roos rosa roosmarijn ruth sabine sandra sanne sara sarah saskia sietske silvia simone
sjaan sofie sophie stephanie sterre stien stina suzanne sylvia tanja thea tess tessa tineke titia tina toos tonny
tineke trees trijntje trudy truus tjitske ursula vera wendy wil wilma willemien willeke willemijn yvonne yvette
zoë mila nora tara lieke evi saar jip fien liv
mohammed mohamed muhammad ahmed ahmet ali mehmet mustafa hassan hasan hussein hüseyin ibrahim ismail omar osman yusuf
youssef abdullah abdel abdul khalid karim kemal murat emre burak bilal hamza rachid said samir tarik ömer süleyman
fatima fatma ayşe ayse aysel aicha aïcha amina emine elif esra hatice khadija leila layla malika mariam meryem naima
nadia nour noura rachida samira sevda sevgi yasmin yasmina zeynep zohra hanan houda ikram
piotr pawel krzysztof tomasz andrzej agnieszka katarzyna malgorzata olena oksana iryna svitlana ivan dmytro volodymyr
""".split()  # noqa: SIM905
)

SURNAMES = frozenset(
    """
jansen janssen janssens jong vries berg dijk bakker visser smit smits meijer meyer mulder boer bos vos peters hendriks
leeuwen dekker brouwer wit dijkstra graaf linden kok jacobs haan vermeulen heuvel schouten beek willems vliet hoekstra
maas verhoeven koster dam prins blom huisman peeters kuipers veenstra kuiper postma koning gerritsen martens
scholten timmermans groot brink wal hermans evers kramer schipper jonge wolf groen boogaard veldhuis wijk bosch
sanders kooij hoek jager heijden verbeek bruin bruijn heer rooij gerrits hofman driessen hoeven leur ruiter verschoor
hendriksen jonker molenaar molen wolters bouwman bouman peer roos koopman post kroon schuurman willemsen aalbers beld
achterberg assink averink baan beerten bekhuis bel bentert boers boerrigter boomkamp borghuis brinkman bruggeman
busscher damhuis dieker dikkers eertink eggink ekkelkamp elferink engbers exterkate geerdink grobben groothuis
haarhuis hagreis hammink harbers harmsen heerink hesselink heuver hofstede holtkamp hulshof jannink kamphuis klomp
koebrugge koenderink kolk kortink krabbe kuipers lammertink lansink lankheet leferink leushuis loohuis
maathuis mensink meulenbeld morsink nijhof nijhuis nijland olde oosterhof oude ter pierik platerink poppink
reimerink rekers roelofs rohof rotman rupert scholte scholten schreurs slotman sloot snippert spekreijse stegeman
steggink ten tijhuis tijink tuinte ussel veehof velten vixseboxse vloedbeld voortman vrielink wanschers waanders
wassink weersink weghorst welberg welmer wesselink wevers wieffer wilmink wissink wolbers workel zandbelt zweers
yilmaz kaya demir şahin sahin çelik celik yıldız yildiz öztürk ozturk aydin aydın arslan doğan dogan kılıç kilic
nguyen singh kumar khan ali hassan mohamed ahmed el bouzid amrani idrissi bakkali haddou
kowalski nowak wisniewski wojcik kaminski lewandowski shevchenko kovalenko
""".split()  # noqa: SIM905
) - frozenset(["ten", "ter", "olde", "oude", "el"])

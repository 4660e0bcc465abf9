"""Common English words, for spelling tasks and few-shot labels.

In: about 1450 everyday nouns, verbs and adjectives of 3 to 10 letters, lower case, in order.
Out: names, the vocabulary of tickets and databases (other modules of `world` own that).
"""

WORDS = """
able accept active add admire admit adopt advise afraid agree aim alive allow alone ancient angry
answer appear apple apron arch argue arm army arrange arrive arrow art ash ask attach attend aunt
awake axe baby back badge bag bake baker balance bald ball balloon banana band bank banner bare barn
barrel basic basin basket bath battery beach bead beak beam bean bear beard beaver bed bee beef
beetle begin behave believe bell belong belt bench bend bent berry best big bike bird biscuit bite
bitter blade blank blanket blossom blow board boat body boil bold bolt bone book boot border borrow
bottle bottom bounce bow bowl box boy bracelet brain branch brass brave bread breakfast breath
breathe breeze brick bridge brief bright bring broad broken broom brother brown brush bubble bucket
bud build building bulb bundle burn bus bush busy butcher butter butterfly button buy cabin cabinet
cable cactus cage cake calendar calf call calm camel camera camp candle candy cane canoe canvas cap
car card care careful cargo carpet carrot carry cart carve castle cat catch cattle cave ceiling
celebrate cellar cement cent center century cereal chain chair chalk chamber change channel chapter
charcoal charge chase cheap cheek cheer cheerful cheese cherry chess chest chew chicken chief child
chimney chin chocolate choir choose chop church cinema circle circus citizen city clap clay clean
clear clever cliff climb clock close closet cloth cloud clover coach coal coast coat cocoa coconut
coffee coin cold collar collect color column comb comet common compare compass complain complete
connect consider contain continue cook cookie cool copper copy corn corner correct cotton couch
cough count country county course court cousin cover cow cozy crab cradle crane crash crawl crayon
cream create creek crew cricket crisp crop cross crow crowd crown cruel crumb cry crystal cup
cupboard curious curly curtain curve cushion customer cute daisy damp dance dare daring dark
daughter dawn day dear decide deck deep deer delicate deliver dense depend describe desert desk
dessert diamond diary different dig dinner dinosaur direct dirt discover dish divide dizzy doctor
dog doll dolphin donkey door double dough dove dragon draw drawer drawing dream dress drift drink
drive driver drop drum dry duck dull dust eager eagle ear early earn earth easy eat echo edge egg
elbow elegant elephant elevator empty endless engine enjoy enter entrance envelope equal eraser
escape even evening event exact examine excuse expect explain explore extra eye fabric face factory
fade fail faint fair faithful fall false family famous fancy farm farmer fast father faucet feast
feather feed feel fence fern ferry fetch few field fight fill final find fine finger finish fire
firm first fish fit fix flag flame flat flavor float flood floor flour flow flower fluffy flute fly
fog fold folder follow food foot foreign forest forget forgive fork formal fountain fox frame free
freeze fresh friend friendly frog frost fruit fuel full funnel funny furniture fuzzy galaxy gallery
game garage garden garlic gate gather gentle ghost giant gift ginger giraffe girl give glacier glad
glass globe glove glue goat gold golden good goose grab graceful grain grand grandma grandpa grape
grass grateful gravel gravy gray great greedy green greet grin grow guess guest guide guitar hair
hall hammer hand handle hang happen happy harbor hard harp harvest hat hatch hawk hay head healthy
hear heart heat heavy hedge heel helmet help helpful hen herb herd hero hide high highway hike hill
hinge hit hold hole holiday hollow honest honey hood hook hop hope horizon horn horse hospital hot
hotel hour house hug huge hum humble hungry hunter hurry ice icy ideal idle igloo imagine improve
inch include innocent insect invent invite iron island ivy jacket jam jar jaw jelly jewel jockey
join joke jolly journal journey judge jug juice juicy jump jungle keen keep kettle key keyboard kick
kid kind king kingdom kitchen kite kitten knee knife knight knit knock knot know label lace ladder
lady lake lamb lamp land lantern large last late laugh laundry lawn lawyer lazy lead leaf lean learn
leather leave left leg lemon lemonade lend lesson letter lettuce level library lid lift light lily
lime line lion lip list listen little live lively lizard load lobster local lock log lonely long
look loose lose loud love lovely low loyal lucky lunch lung machine magnet maid mail major make
mango map maple marble march mark market mask mat match mature meadow meal measure meat medal meet
mellow melon melt member memory mend messy metal meteor midnight mighty mild milk mill mineral minor
minute mirror mist mitten mix modern modest monkey month moon morning mosquito moss moth mother
motor mountain mouse mouth move movie mud muffin mug muscle museum mushroom music mustard nail naive
name napkin narrow native natural nearby neat neck necklace needle neighbor nephew nervous nest net
new news nice niece night noble nod noise noisy noodle noon normal north nose note notebook notice
novel number nurse nut oak oar oasis oatmeal obey obtain obvious ocean odd offer office oil old
olive onion open orange orchard order ordinary organ ostrich otter oven owl owner oyster pack
package paddle page paint pair palace pale palm pan panda pants paper parade parcel parent park
parrot party pass passenger pasta paste path patient pause paw pay pea peach peanut pear pearl
pebble pedal peel pen pencil penguin penny people pepper perfect person petal phone photo piano pick
pickle picnic picture pie pig pigeon pillow pilot pin pine pipe pirate pizza plain plan planet plant
plate platform play player playful pleasant plow plum pocket poem poet poetry point pole polish
polite pond pony pool popular porch port postcard pot potato pottery pour powder powerful practice
praise precious prefer prepare press pretend pretty prince princess printer private prize promise
protect proud prove pudding puddle pull pumpkin pupil puppy pure purple purse push puzzle queen
question quick quiet quilt rabbit raccoon radio raft rail rain rainbow raise raisin rake ranch rapid
rare rat raw reach read reader ready real receive recent recipe record red reef regular remain
remember remind remove repair repeat replace reply reptile rescue rest restaurant return ribbon rice
rich riddle ride ring rinse ripe rise river road robin robot rock rocket roll roof room rooster root
rope rose rough round row royal rub rug ruler run runner rush rusty sack saddle safe sail sailor
salad salmon salt salty sand sandal sandwich sauce saucer sausage save say scale scarf scatter
school science scissors scrape scratch screen sea seal search season seat secret seed seem sell send
separate serious servant serve settle sew shadow shake shallow shape share shark sharp sheep sheet
shelf shell shepherd shine shiny ship shirt shoe shop shore short shoulder shout shovel show shower
shrimp shrug shut shy sign silent silk silly silver simple sing singer single sink sister sit skate
skeleton sketch ski skin skip skirt sky sled sleep sleepy sleeve slice slide slim slipper slow small
smart smell smile smoke smooth snail snake sneeze snow soap sock sofa soft soil soldier solid solve
song sore sort soup sour south space spark sparrow speak special spend spice spicy spider spill spin
spinach spine splash split sponge spoon spread spring square squeeze squirrel stable stadium stage
stair stale stamp stand star stare start statue stay steady steak steam steel steep steer stem step
stick stiff still stir stomach stone stop store storm story stove strange stranger straw stream
street stretch strict string strong student study sturdy succeed sudden sugar suggest suit suitcase
summer sun sunflower sunny sunset super supper support surface surprise swallow swan sweater sweep
sweet swift swim swing sword syrup table tail tailor take talk tall tame tape target taste tasty
taxi tea teach teacher team teapot tease telescope tell temple tender tent thank theater thick thief
thin think thread throat throne throw thumb thunder ticket tickle tide tidy tie tiger tight tile
timber tin tiny tired toast toe tomato tongue tool tooth tortoise touch tough towel tower town toy
tractor trade trail train travel tray treasure treat tree triangle tribe truck true trumpet trunk
trust try tube tulip tunnel turkey turn turtle tusk twig twin twist umbrella uncle understand
uniform unlock use usual valley van vase vast vegetable vehicle velvet vest village vine violin
visit visitor voice volcano voyage wagon waist wait waiter wake walk wall wallet walnut walrus
wander want warm warn wash waste watch water wave wax weak wealthy wear weary weather weave wedding
week west wet whale wheat wheel whisper whistle white whole wide wife wild win window wine wing
winter wipe wire wise wish wolf woman wonder wonderful wood wooden wool word work worker world worm
worry wrap wrist write writer yard yarn yawn year yellow yogurt young zebra zipper
"""

COMMON: tuple[str, ...] = tuple(WORDS.split())
